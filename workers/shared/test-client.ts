import { findBreach } from "./contract.ts";
import { IDENTITY_HEADER, writeIdentity } from "./identity.ts";
import type { ApiDescription } from "./openapi.ts";
import { RIGHTS } from "./rights.ts";

/** An answer, read: `body` is parsed JSON where it is JSON, else text. */
export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  body: any;
}

/** An owner, as the gateway tells a service of one. */
export const AS_OWNER = {
  [IDENTITY_HEADER]: writeIdentity({
    kind: "person",
    id: 1,
    name: "Dona Ivone Lara",
    role: "owner",
    rights: RIGHTS,
    expiresAt: null,
  }),
};

type Fetcher = { fetch(request: Request): Promise<Response> };

const ORIGIN = "http://fachada.test";

/**
 * Speaks to an API in tests, as a program would, and fails where an answer isn't as the API's own description has it.
 * `described` is where that is to be had, null for an API that is a fake; `headers` go with every request.
 */
export function createTestClient(
  fetcher: Fetcher,
  {
    described = "/internal/openapi.json",
    headers: own = AS_OWNER,
  }: { described?: string | null; headers?: Record<string, string> } = {},
) {
  let api: Promise<ApiDescription> | undefined;

  async function send(method: string, path: string, body?: BodyInit, headers?: HeadersInit): Promise<Answer> {
    const sent = new Headers(own);
    for (const [name, value] of new Headers(headers)) sent.set(name, value);
    const request = new Request(`${ORIGIN}${path}`, { method, body: body ?? null, headers: sent });
    const response = await fetcher.fetch(request);
    const text = await readText(response);
    const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
    const answer = {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    if (described !== null) {
      api ??= readDescription(fetcher, described, own);
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

async function readDescription(
  fetcher: Fetcher,
  path: string,
  headers: Record<string, string>,
): Promise<ApiDescription> {
  const response = await fetcher.fetch(new Request(`${ORIGIN}${path}`, { headers }));
  if (!response.ok) throw new Error(`the API's description can't be read: ${response.status}`);
  return (await response.json()) as ApiDescription;
}

/** The body; of events without end, what comes first. */
async function readText(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  await reader.cancel();
  return value;
}
