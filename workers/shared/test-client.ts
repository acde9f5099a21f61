/** An answer, read: `body` is parsed JSON where it is JSON, else text. */
export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  body: any;
}

/** Speaks to an API in tests, as a program would. */
export function createTestClient(fetcher: { fetch(request: Request): Promise<Response> }) {
  async function send(method: string, path: string, body?: BodyInit, headers?: HeadersInit): Promise<Answer> {
    const request = new Request(`http://fachada.test${path}`, {
      method,
      body: body ?? null,
      headers: headers ?? {},
    });
    const response = await fetcher.fetch(request);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
  return {
    send,
    get: (path: string) => send("GET", path),
    post: (path: string, json: unknown) =>
      send("POST", path, JSON.stringify(json), { "content-type": "application/json" }),
  };
}
