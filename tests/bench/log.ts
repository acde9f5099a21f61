import { type Figures, round, toFigures } from "./figures.ts";
import { bundleStack, copyState, createState, startFlare } from "./flare.ts";
import { spread } from "./operations.ts";
import { type MeteredSpell, type Settings, takeTurns } from "./turns.ts";

/** What the log costs a request: a client get with it and without, and with it once more, which shows the noise. */
export interface LogCost {
  on: Figures;
  off: Figures;
  onAgain: Figures;
  /** How much later half, and all but one in a hundred, are answered with the log, in milliseconds. */
  p50Ms: number;
  p99Ms: number;
  /** How much two stacks differ that are the same. */
  noiseP50Ms: number;
  noiseP99Ms: number;
}

const ROWS = 1_000;

/** One call after the other: the log's work is done beside it, as on Cloudflare, and not in its place. */
const CONNECTIONS = 1;

export async function measureLogCost(settings: Settings): Promise<LogCost> {
  const stack = await bundleStack();
  await using state = await createState(ROWS);
  await using offState = await copyState(state);
  await using againState = await copyState(state);
  const headers = { authorization: `Bearer ${state.key}` };
  const silent = stack
    .filter(({ name }) => name !== "fachada-logs")
    .map((worker) => (worker.name === "gateway" ? { ...worker, queueProducers: {} } : worker))
    .map((worker) => withoutService(worker, "fachada-logs"));
  await using on = await startFlare(stack, state, headers);
  await using off = await startFlare(silent, offState, headers);
  await using onAgain = await startFlare(stack, againState, headers);

  const callAt = (n: number) => ({ method: "GET" as const, path: `/api/clients/${spread(n, ROWS)}` });
  const sides = [on, off, onAgain].map((flare) => ({ flare, expected: 200, callAt }));
  const spells = await takeTurns(sides, { ...settings, connections: CONNECTIONS });
  const [ofOn, ofOff, ofAgain] = spells as [MeteredSpell[], MeteredSpell[], MeteredSpell[]];
  const figures = { on: toFigures(ofOn), off: toFigures(ofOff), onAgain: toFigures(ofAgain) };
  const apart = (one: Figures, other: Figures, of: "p50Ms" | "p99Ms") => round(one[of] - other[of], 3);
  return {
    ...figures,
    p50Ms: apart(figures.on, figures.off, "p50Ms"),
    p99Ms: apart(figures.on, figures.off, "p99Ms"),
    noiseP50Ms: apart(figures.onAgain, figures.on, "p50Ms"),
    noiseP99Ms: apart(figures.onAgain, figures.on, "p99Ms"),
  };
}

type Worker = Awaited<ReturnType<typeof bundleStack>>[number];

function withoutService(worker: Worker, name: string): Worker {
  const { serviceBindings = {} } = worker;
  const kept = Object.entries(serviceBindings).map(([binding, to]) => [
    binding,
    JSON.stringify(to).includes(name) ? () => new Response("There is no log here.", { status: 503 }) : to,
  ]);
  return { ...worker, serviceBindings: Object.fromEntries(kept) } as Worker;
}
