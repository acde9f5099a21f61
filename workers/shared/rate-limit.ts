import { Problem } from "./problem.ts";

/** How many requests a caller may send, counted by the platform in each of its places. */
export interface RateLimitEnv {
  /** Requests of one caller, or from one address where nobody need be known. */
  RATE_LIMIT?: RateLimit;
}

const PERIOD_SECONDS = "60";

/** Counts a request. Throws `too-many-requests`. */
export async function countRequest(limit: RateLimit | undefined, key: string): Promise<void> {
  const allowed = (await limit?.limit({ key }))?.success ?? true;
  if (allowed) return;
  throw new Problem("too-many-requests", "That were too many requests in a minute. Wait for the next one.", {
    headers: { "retry-after": PERIOD_SECONDS },
  });
}
