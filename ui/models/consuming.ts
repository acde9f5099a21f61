import { signal } from "@preact/signals";
import { type Consumed, consumeNext } from "../api-workflows.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { createSending } from "./sending.ts";

const sending = createSending();
const idempotency = createIdempotencyKey();

/** Which one was taken last, or that none waited. */
const outcome = signal<Omit<Consumed, "csv"> | "nobody" | null>(null);

/** Takes the oldest that waits. Its answer may be lost: the next try brings the same one, also from another page. */
async function take(options: { bom: boolean }): Promise<Consumed | null> {
  outcome.value = null;
  const answered = await sending.send(async () => {
    const consumed = await consumeNext(idempotency.keyOf({ consume: "next" }), options);
    idempotency.renew();
    return { consumed };
  });
  if (!answered) return null;
  const { consumed } = answered;
  outcome.value = consumed ? { uuid: consumed.uuid, fileName: consumed.fileName } : "nobody";
  return consumed;
}

export const consuming = { ...sending, outcome, take };
