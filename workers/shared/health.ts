import * as z from "zod";
import { round } from "./timing.ts";

/** One thing that a worker needs, and how to reach it; the promise rejects if it can't be reached. */
export interface HealthCheck {
  name: string;
  reach: () => Promise<unknown>;
}

/** What became of a check: `error` only where `ok` is false. */
export const HealthCheckResult = z.object({
  name: z.string(),
  ok: z.boolean(),
  durationMs: z.number(),
  error: z.string().optional(),
});

/** What `/internal/health` answers: times in milliseconds. */
export interface Health {
  name: string;
  version: string;
  ok: boolean;
  durationMs: number;
  checks: z.infer<typeof HealthCheckResult>[];
}

/** Tries every check at once; one that fails makes the service unwell, and never throws. */
export async function checkHealth(name: string, version: string, checks: HealthCheck[]): Promise<Health> {
  const start = performance.now();
  const results = await Promise.all(
    checks.map(async (check) => {
      const begun = performance.now();
      const error = await check.reach().then(
        () => undefined,
        (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
      );
      const durationMs = round(performance.now() - begun);
      return { name: check.name, ok: error === undefined, durationMs, ...(error !== undefined && { error }) };
    }),
  );
  const ok = results.every((result) => result.ok);
  return { name, version, ok, durationMs: round(performance.now() - start), checks: results };
}
