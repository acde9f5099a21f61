import type { Right } from "../api-session.ts";
import { may } from "../models/session.ts";

interface Entry {
  path: string;
  name: "overview" | "clients" | "catalog" | "requests" | "services" | "people" | "keys";
  right?: Right;
  /** Phones have it in the account's menu, because the bar has room for few. */
  isRare?: boolean;
}

const ENTRIES: Entry[] = [
  { path: "/", name: "overview", right: "log:read" },
  { path: "/clients", name: "clients", right: "clients:read" },
  { path: "/catalog", name: "catalog", right: "catalog:read" },
  { path: "/requests", name: "requests", right: "log:read" },
  { path: "/services", name: "services" },
  { path: "/people", name: "people", right: "people:manage", isRare: true },
  { path: "/keys", name: "keys", right: "keys:manage", isRare: true },
];

/** The pages in the navigation of who is signed in. */
export function allowedEntries(): Entry[] {
  return ENTRIES.filter(({ right }) => !right || may(right));
}

/** Whether an entry's page, or one below it, is the one at `path`. */
export function isCurrent(entry: string, path: string): boolean {
  return path === entry || (entry !== "/" && path.startsWith(`${entry}/`));
}
