/** What a KV namespace was asked to do, and what it holds at the end. */
export interface KvUse {
  reads: number;
  writes: number;
  deletes: number;
  lists: number;
  bytesWritten: number;
  storedBytes: number;
}

const KEYS_PER_LIST = 1000;

/** A KV namespace in memory that counts as Cloudflare bills: a read for each key, also of many at once. */
export function countingKv() {
  const values = new Map<string, { text: string; metadata: unknown; bytes: number }>();
  const use: KvUse = { reads: 0, writes: 0, deletes: 0, lists: 0, bytesWritten: 0, storedBytes: 0 };
  let sorted: string[] | undefined;
  const read = (key: string) => {
    use.reads += 1;
    const text = values.get(key)?.text;
    return text === undefined ? null : (JSON.parse(text) as unknown);
  };
  const kv = {
    get: async (keys: string | string[]) =>
      typeof keys === "string" ? read(keys) : new Map(keys.map((key) => [key, read(key)])),
    async put(key: string, text: string, { metadata }: { metadata?: unknown } = {}) {
      use.writes += 1;
      use.bytesWritten += text.length;
      use.storedBytes += text.length - (values.get(key)?.bytes ?? 0);
      if (!values.has(key)) sorted = undefined;
      values.set(key, { text, metadata, bytes: text.length });
    },
    async delete(key: string) {
      use.deletes += 1;
      use.storedBytes -= values.get(key)?.bytes ?? 0;
      if (values.delete(key)) sorted = undefined;
    },
    async list({ prefix = "", cursor }: { prefix?: string; cursor?: string | null } = {}) {
      use.lists += 1;
      sorted ??= [...values.keys()].toSorted();
      const found = sorted.filter((key) => key.startsWith(prefix) && (!cursor || key > cursor));
      const keys = found
        .slice(0, KEYS_PER_LIST)
        .map((name) => ({ name, metadata: values.get(name)?.metadata }));
      return found.length > KEYS_PER_LIST
        ? { keys, list_complete: false as const, cursor: keys.at(-1)!.name, cacheStatus: null }
        : { keys, list_complete: true as const, cacheStatus: null };
    },
  };
  return { kv: kv as unknown as KVNamespace, use };
}
