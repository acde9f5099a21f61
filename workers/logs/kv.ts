/** KV answers up to 100 keys in one read. */
const KEYS_PER_READ = 100;

/** Reads JSON values by key, in as few reads as KV allows; what isn't there is left out. */
export async function readAll<T>(kv: KVNamespace, keys: readonly string[]): Promise<Map<string, T>> {
  return readBatches<T>(kv, batches(keys, KEYS_PER_READ));
}

/** Reads JSON values by key, each batch of up to 100 keys and 25 MB in one read, and all at once. */
export async function readBatches<T>(kv: KVNamespace, keys: readonly string[][]): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  for (const answer of await Promise.all(keys.map((batch) => kv.get<T>(batch, "json")))) {
    for (const [key, value] of answer) if (value !== null) found.set(key, value);
  }
  return found;
}

/** Splits items, in their order, into batches of up to a number and a total weight; one too heavy stands alone. */
export function batches<T>(
  items: readonly T[],
  most: number,
  weigh = (_: T) => 0,
  heaviest = Infinity,
): T[][] {
  const split: T[][] = [];
  let weight = 0;
  for (const item of items) {
    const last = split.at(-1);
    weight += weigh(item);
    if (last && last.length < most && weight <= heaviest) last.push(item);
    else {
      split.push([item]);
      weight = weigh(item);
    }
  }
  return split;
}

/** Names content by content: the first 64 bits of SHA-256, in hex. Unique among what shares a period. */
export async function hashOf(parts: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.join("\n")));
  return [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
