import { migrateLibsql } from "./migrate-libsql.ts";
import { STATE } from "./settings.ts";
import { migrate } from "./stack.ts";

const { LIBSQL_URL, LIBSQL_TOKEN, SERVICE = "clients" } = process.env;

await (LIBSQL_URL ? migrateLibsql(SERVICE, LIBSQL_URL, LIBSQL_TOKEN) : migrate(STATE));
