import { resolve } from "node:path";

/** The project's folder: everything here is started from it. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** Where the local stack listens (`PORT`) and keeps its data (`FACHADA_STATE`). */
export const PORT = Number(process.env["PORT"] ?? 8788);
export const STATE = resolve(process.env["FACHADA_STATE"] ?? resolve(ROOT, ".wrangler/state"));
