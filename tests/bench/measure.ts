import { type Figures, round, toFigures } from "./figures.ts";
import { bundleStack, createState, startFlare } from "./flare.ts";
import { OPERATIONS } from "./operations.ts";
import { type Settings, takeTurns } from "./turns.ts";

export interface MeasuredOperation {
  name: string;
  few: Figures;
  many: Figures;
  /** The requests a second of many rows as a share of those of few. */
  manyToFew: number;
}

export const FEW = 1_000;
export const MANY = 100_000;

/** Measures operations through the gateway, with few and with many rows in turns; `only` is the name of one. */
export async function measureOperations(
  settings: Settings,
  only: string | undefined,
): Promise<MeasuredOperation[]> {
  const stack = await bundleStack();
  await using fewState = await createState(FEW);
  await using manyState = await createState(MANY);
  await using few = await startFlare(stack, fewState, { authorization: `Bearer ${fewState.key}` });
  await using many = await startFlare(stack, manyState, { authorization: `Bearer ${manyState.key}` });

  const measured: MeasuredOperation[] = [];
  for (const { name, expected, callAt } of OPERATIONS) {
    if (only !== undefined && name !== only) continue;
    const [ofFew = [], ofMany = []] = await takeTurns(
      [
        { flare: few, expected, callAt: (n) => callAt(n, FEW) },
        { flare: many, expected, callAt: (n) => callAt(n, MANY) },
      ],
      settings,
    );
    const figures = { few: toFigures(ofFew), many: toFigures(ofMany) };
    const manyToFew = round(figures.many.requestsPerSecond / figures.few.requestsPerSecond, 3);
    measured.push({ name, ...figures, manyToFew });
  }
  return measured;
}
