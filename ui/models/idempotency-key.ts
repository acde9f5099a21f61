/**
 * The `Idempotency-Key` of a create. A try after a failure sends the same one with the same content, so that an answer
 * lost on the way makes no second thing.
 */
export function createIdempotencyKey() {
  let attempt = { sent: "", key: "" };
  return {
    keyOf(content: object): string {
      const sent = JSON.stringify(content);
      if (attempt.sent !== sent) attempt = { sent, key: crypto.randomUUID() };
      return attempt.key;
    },
    /** It was stored: the same content once more is another thing. */
    renew(): void {
      attempt = { sent: "", key: "" };
    },
  };
}
