import { asProblem } from "./problem.ts";

/**
 * Streams values as lines of JSON, and asks for the next one only when the reader wants it. What goes wrong on the way
 * can't change the status any more, so it becomes the last line: `{ "problem": … }`.
 */
export function streamLines(
  values: AsyncGenerator<object, void>,
  requestId: string | undefined,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isCancelled = false;
  const next = () =>
    values.next().catch((error: unknown) => ({
      done: false,
      value: { problem: asProblem(error, requestId).toBody(requestId) },
    }));
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await next();
        if (isCancelled) return;
        if (done) return controller.close();
        controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      },
      async cancel() {
        isCancelled = true;
        await values.return();
      },
    },
    { highWaterMark: 0 },
  );
}
