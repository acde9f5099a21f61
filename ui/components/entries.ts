import type { Right } from "../api-session.ts";
import { may } from "../models/session.ts";

interface Entry {
  path: string;
  name:
    | "overview"
    | "till"
    | "purchases"
    | "clients"
    | "catalog"
    | "stock"
    | "workflows"
    | "requests"
    | "alerts"
    | "services"
    | "people"
    | "keys"
    | "webhooks";
  right?: Right;
}

const ENTRIES: Entry[] = [
  { path: "/", name: "overview", right: "log:read" },
  { path: "/till", name: "till", right: "sales:write" },
  { path: "/purchases", name: "purchases", right: "sales:read" },
  { path: "/clients", name: "clients", right: "clients:read" },
  { path: "/catalog", name: "catalog", right: "catalog:read" },
  { path: "/stock", name: "stock", right: "stock:read" },
  { path: "/workflows", name: "workflows", right: "workflows:read" },
  { path: "/requests", name: "requests", right: "log:read" },
  { path: "/alerts", name: "alerts", right: "log:read" },
  { path: "/services", name: "services" },
  { path: "/people", name: "people", right: "people:manage" },
  { path: "/keys", name: "keys", right: "keys:manage" },
  { path: "/webhooks", name: "webhooks", right: "webhooks:manage" },
];

/** What a phone's bar has room for beside the way to the rest, the most used first. */
const ON_PHONES = 4;
const MOST_USED: Entry["name"][] = ["till", "purchases", "catalog", "clients", "stock", "overview"];

/** The pages in the navigation of who is signed in. */
export function allowedEntries(): Entry[] {
  return ENTRIES.filter(({ right }) => !right || may(right));
}

/** Those of them that a phone's bar has no room for. */
export function rareEntries(): Entry[] {
  const allowed = allowedEntries();
  const known = allowed.filter(({ name }) => MOST_USED.includes(name));
  const mostUsed = known.toSorted((a, b) => MOST_USED.indexOf(a.name) - MOST_USED.indexOf(b.name));
  const inBar = new Set(mostUsed.slice(0, ON_PHONES));
  return allowed.filter((entry) => !inBar.has(entry));
}

/** Whether an entry's page, or one below it, is the one at `path`. */
export function isCurrent(entry: string, path: string): boolean {
  return path === entry || (entry !== "/" && path.startsWith(`${entry}/`));
}
