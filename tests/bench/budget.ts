import { AS_GATEWAY, bareWorkers, serviceWorkers } from "./bare.ts";
import { type Figures, median, round, toFigures } from "./figures.ts";
import { bundleStack, copyState, createState, startFlare } from "./flare.ts";
import type { Spell } from "./load.ts";
import { spread } from "./operations.ts";
import { type Settings, takeTurns } from "./turns.ts";

export interface Budget {
  bare: Figures;
  service: Figures;
  gateway: Figures;
  /** The service without the gateway, in requests a second, as a share of the bare Worker. */
  serviceToBare: number;
  /** All of it, as a share of the bare Worker: what the budget is about. */
  gatewayToBare: number;
  atLeast: number;
  kept: boolean;
}

const ROWS = 1_000;
const AT_LEAST = 0.8;

/** Compares a client get through gateway, identity and log with one by a bare Worker over one service binding. */
export async function measureBudget(settings: Settings): Promise<Budget> {
  const stack = await bundleStack();
  await using state = await createState(ROWS);
  await using bareState = await copyState(state);
  await using serviceState = await copyState(state);
  await using bare = await startFlare(bareWorkers(stack), bareState, {});
  await using service = await startFlare(serviceWorkers(stack), serviceState, AS_GATEWAY);
  await using gateway = await startFlare(stack, state, { authorization: `Bearer ${state.key}` });

  const flares = [bare, service, gateway];
  const callAt = (n: number) => ({ method: "GET" as const, path: `/api/clients/${spread(n, ROWS)}` });
  const sides = flares.map((flare) => ({ flare, expected: 200, callAt }));
  const [ofBare = [], ofService = [], ofGateway = []] = await takeTurns(sides, settings);
  const gatewayToBare = ratio(ofGateway, ofBare);
  return {
    bare: toFigures(ofBare),
    service: toFigures(ofService),
    gateway: toFigures(ofGateway),
    serviceToBare: ratio(ofService, ofBare),
    gatewayToBare,
    atLeast: AT_LEAST,
    kept: gatewayToBare >= AT_LEAST,
  };
}

/** The median of the rounds, each spell compared with its neighbour in time. */
function ratio(some: Spell[], base: Spell[]): number {
  const ratios = some.map((spell, at) => spell.requestsPerSecond / base[at]!.requestsPerSecond);
  return round(median(ratios), 3);
}
