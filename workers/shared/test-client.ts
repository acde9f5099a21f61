import { findBreach } from "./contract.ts";
import type { ApiDescription } from "./openapi.ts";

/** An answer, read: `body` is parsed JSON where it is JSON, else text. */
export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  body: any;
}

type Fetcher = { fetch(request: Request): Promise<Response> };

const ORIGIN = "http://fachada.test";

/**
 * Speaks to an API in tests, as a program would, and fails where an answer isn't as the API's own description has it.
 * `described` is where that is to be had, null for an API that is a fake.
 */
export function createTestClient(
  fetcher: Fetcher,
  { described = "/internal/openapi.json" }: { described?: string | null } = {},
) {
  let api: Promise<ApiDescription> | undefined;

  async function send(method: string, path: string, body?: BodyInit, headers?: HeadersInit): Promise<Answer> {
    const request = new Request(`${ORIGIN}${path}`, { method, body: body ?? null, headers: headers ?? {} });
    const response = await fetcher.fetch(request);
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
    const answer = {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    if (described !== null) {
      api ??= readDescription(fetcher, described);
      const breach = findBreach(await api, { method, path: path.split("?")[0]!, ...answer });
      if (breach !== null) throw new Error(breach);
    }
    return answer;
  }
  return {
    send,
    get: (path: string) => send("GET", path),
    post: (path: string, json: unknown) =>
      send("POST", path, JSON.stringify(json), { "content-type": "application/json" }),
  };
}

async function readDescription(fetcher: Fetcher, path: string): Promise<ApiDescription> {
  const response = await fetcher.fetch(new Request(`${ORIGIN}${path}`));
  if (!response.ok) throw new Error(`the API's description can't be read: ${response.status}`);
  return (await response.json()) as ApiDescription;
}
