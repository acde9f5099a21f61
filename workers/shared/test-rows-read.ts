import type { Answer } from "./test-client.ts";

type Api = { get: (path: string) => Promise<Answer> };

/** Asks for the first four pages of each path, and tells which of them read more rows than stand beside it. */
export async function findLongReads(api: Api, paths: [path: string, rows: number][]): Promise<string[]> {
  const found: string[] = [];
  for (const [path, most] of paths) {
    let cursor: string | null = "";
    for (let page = 1; cursor !== null && page <= 4; page += 1) {
      const { status, headers, body } = await api.get(`${path}${cursor}`);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      const rows = Number(/rows_read=(\d+)/.exec(headers.get("server-timing") ?? "")?.[1]);
      if (!(rows <= most)) found.push(`page ${page} of ${path} read ${rows} rows`);
      cursor = body.nextCursor ? `${path.includes("?") ? "&" : "?"}cursor=${body.nextCursor}` : null;
    }
  }
  return found;
}
