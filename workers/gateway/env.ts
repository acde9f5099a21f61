import type { StoredEntry } from "../shared/log-entry.ts";
import type { Identity } from "../shared/identity.ts";
import type { Trace } from "./trace.ts";

/** A service or store that answers requests: a binding in production, any object with `fetch` in a test. */
export interface Backend {
  fetch(request: Request): Promise<Response>;
}

/** What the gateway is bound to. */
export interface GatewayEnv {
  /** The dashboard's files, with `index.html` for what is no file. */
  ASSETS: Backend;
  /** The people and keys that may enter. */
  ACCOUNTS: Backend;
  /** Clients and their addresses. */
  CLIENTS: Backend;
  /** The records, books and other products that are sold. */
  CATALOG: Backend;
  /** Stock, purchases and what clients hold. */
  SALES: Backend;
  /** Work to be done, and its queue. */
  WORKFLOWS: Backend;
  /** The request log. */
  LOGS: Backend;
  /** Takes log entries to the logs worker, some requests' entries in each message. Without it there is no log. */
  LOG_QUEUE?: Pick<Queue<StoredEntry[]>, "send">;
  /** Analytics Engine's dataset, where the log is kept there. */
  LOG_POINTS?: Pick<AnalyticsEngineDataset, "writeDataPoint">;
  /** How long entries wait for others to go in the same message, in milliseconds. */
  LOG_FLUSH_MS: number;
  /** How long a service may take to begin its answer, in milliseconds. */
  SERVICE_TIMEOUT_MS: number;
}

export interface GatewayHono {
  Bindings: GatewayEnv;
  Variables: {
    requestId: string;
    trace: Trace;
    /** The caller's network address. */
    address: string;
    /** Who asks; unset where nobody need say. */
    identity?: Identity;
  };
}
