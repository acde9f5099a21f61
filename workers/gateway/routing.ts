import type { Backend, GatewayEnv } from "./env.ts";

/** A service behind the gateway: where it is bound, and the paths that are its own; `*` is any one part of a path. */
export interface Service {
  name: string;
  backend: (env: GatewayEnv) => Backend;
  paths: string[];
}

/** Knows who may enter. */
export const ACCOUNTS: Service = {
  name: "accounts",
  backend: (env) => env.ACCOUNTS,
  paths: ["/api/session", "/api/profile", "/api/people", "/api/keys", "/api/setup"],
};

/** The one list of services: requests are routed by it, and `GET /api/services` shows it. */
export const SERVICES: Service[] = [
  ACCOUNTS,
  { name: "clients", backend: (env) => env.CLIENTS, paths: ["/api/clients", "/client"] },
  { name: "catalog", backend: (env) => env.CATALOG, paths: ["/api/products"] },
  {
    name: "sales",
    backend: (env) => env.SALES,
    paths: [
      "/api/purchases",
      "/api/stock",
      "/api/inventory",
      "/api/sales",
      "/api/clients/*/inventory",
      "/api/events",
      "/api/webhooks",
    ],
  },
  { name: "workflows", backend: (env) => env.WORKFLOWS, paths: ["/api/workflows", "/workflow"] },
  { name: "logs", backend: (env) => env.LOGS, paths: ["/api/logs", "/api/alerts", "/logs"] },
];

const OWN_PATHS = SERVICES.flatMap((service) =>
  service.paths.map((path) => ({
    service,
    depth: path.split("/").length,
    pattern: new RegExp(`^${path.replaceAll("*", "[^/]+")}([/.]|$)`),
  })),
).toSorted((one, other) => other.depth - one.depth);

/** The service that a path belongs to: the one that has it or the nearest folder above it. */
export function findService(path: string): Service | undefined {
  return OWN_PATHS.find(({ pattern }) => pattern.test(path))?.service;
}

/** Whether a program is asking: what isn't the API's is the dashboard's. */
export function isApiPath(path: string): boolean {
  return /^\/(api|internal)(\/|$)/.test(path) || findService(path) !== undefined;
}
