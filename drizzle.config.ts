import { defineConfig } from "drizzle-kit";

// `npm run db:generate -- clients` writes the next migration of one service's schema.
const service = process.env["SERVICE"] ?? "clients";

export default defineConfig({
  dialect: "sqlite",
  schema: `./schema/${service}/tables.ts`,
  out: `./schema/${service}/migrations`,
});
