import { Pool } from "undici";

/** One request of a load. */
export interface Call {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What one spell of load came to; latencies in milliseconds, of what was answered as expected. */
export interface Spell {
  requestsPerSecond: number;
  latencies: number[];
  errors: number;
  /** How much of one core the generator itself took, 0 to 1: near 1, it would be what is measured. */
  generatorBusy: number;
}

/** A server under load: its address, and what goes along with each call. */
export interface Target {
  url: string;
  headers: Record<string, string>;
}

/**
 * Keeps `connections` busy with one call after the other for so long; `callAt` makes the nth call. Any other status than
 * `expected`, and a connection that breaks, is an error.
 */
export async function load(
  { url, headers }: Target,
  callAt: (n: number) => Call,
  options: { connections: number; seconds: number; expected: number; from: number },
): Promise<Spell> {
  const { connections, seconds, expected, from } = options;
  const pool = new Pool(url, { connections, pipelining: 1 });
  const latencies: number[] = [];
  let errors = 0;
  let n = from;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + seconds * 1000;
  const busy = async () => {
    while (performance.now() < end) {
      const call = callAt((n += 1));
      const sent = performance.now();
      const status = await send(pool, { ...call, headers: { ...headers, ...call.headers } });
      if (status === expected) latencies.push(performance.now() - sent);
      else errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, busy));
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  await pool.close();
  return {
    requestsPerSecond: (latencies.length * 1000) / wallMs,
    latencies,
    errors,
    generatorBusy: (user + system) / 1000 / wallMs,
  };
}

async function send(pool: Pool, call: Call): Promise<number> {
  try {
    const { statusCode, body } = await pool.request(call);
    await body.dump({ limit: Infinity });
    return statusCode;
  } catch {
    return 0;
  }
}
