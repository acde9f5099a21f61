import { version } from "../../package.json";
import * as z from "zod";
import { type Health, HealthCheckResult } from "../shared/health.ts";
import { round } from "../shared/timing.ts";
import type { GatewayEnv } from "./env.ts";
import { SERVICES, type Service } from "./routing.ts";

const HEALTH_TIMEOUT_MS = 3000;

/** A service as it is right now. `version` is null and `error` says why where it could not be asked. */
export const ServiceState = z
  .object({
    name: z.string(),
    ok: z.boolean(),
    version: z.string().nullable(),
    durationMs: z.number().describe("Until its answer was here."),
    checks: z.array(HealthCheckResult),
    error: z.string().optional().describe("Why it could not be asked."),
  })
  .meta({
    id: "ServiceState",
    examples: [
      {
        name: "clients",
        ok: true,
        version: "0.1.0",
        durationMs: 2,
        checks: [{ name: "DB", ok: true, durationMs: 1 }],
      },
    ],
  });

export type ServiceState = z.infer<typeof ServiceState>;

/** Asks every service at once how it is; the gateway, which answers, stands first. */
export async function listServices(env: GatewayEnv): Promise<{ items: ServiceState[] }> {
  const gateway = { name: "gateway", ok: true, version, durationMs: 0, checks: [] };
  return { items: [gateway, ...(await Promise.all(SERVICES.map((service) => askHealth(service, env))))] };
}

async function askHealth(service: Service, env: GatewayEnv): Promise<ServiceState> {
  const start = performance.now();
  const took = () => round(performance.now() - start);
  try {
    const signal = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
    const request = new Request(`http://${service.name}/internal/health`, { signal });
    const response = await service.backend(env).fetch(request);
    const text = await response.text();
    if (!response.headers.get("content-type")?.includes("application/json")) {
      throw new Error(`answered ${response.status}: ${text.slice(0, 200)}`);
    }
    const { ok, version, checks } = JSON.parse(text) as Health;
    return { name: service.name, ok, version, durationMs: took(), checks };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name: service.name, ok: false, version: null, durationMs: took(), checks: [], error: reason };
  }
}
