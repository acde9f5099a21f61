import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { DEMO_OWNER, fillDemoData } from "../workers/local/demo-data.ts";
import { serve, type Stack } from "../workers/local/stack.ts";
import { createTestClient } from "../workers/shared/test-client.ts";
import { findFreePort } from "./free-port.ts";

/** What the demo owner sends to come in. */
export const AS_OWNER = {
  authorization: `Basic ${btoa(`${DEMO_OWNER.email}:${DEMO_OWNER.password}`)}`,
};

/** A folder for one stack's data, with the demo owner in it, removed by `dispose`. */
export async function createState(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), "fachada-"));
  await cp(inject("emptyState"), path, { recursive: true });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * The whole of Fachada, as `npm start` runs it, on a free port; `workers` leaves some of them out, and `runCrons` needs
 * `hasCrons`.
 */
export async function startStack(options: {
  state: string;
  workers?: readonly { name: string }[];
  demoData?: boolean;
  hasCrons?: boolean;
  vars?: Record<string, string>;
}): Promise<Stack & AsyncDisposable> {
  const { demoData, hasCrons = false, ...rest } = options;
  if (demoData) await fillDemoData(options.state);
  const stack = await serve({ ...rest, hasCrons, port: await findFreePort() });
  return { ...stack, [Symbol.asyncDispose]: () => stack.stop() };
}

/** Speaks to a stack; `described: null` for one that can't describe itself, because some of its workers are missing. */
export function apiOf(
  stack: { url: string },
  options: { described?: null; headers?: Record<string, string> } = {},
) {
  const toStack = (request: Request) => fetch(request.url.replace("http://fachada.test", stack.url), request);
  return createTestClient(
    { fetch: toStack },
    { described: "/api/openapi.json", headers: AS_OWNER, ...options },
  );
}

/** A session, of the demo owner's unless another person is given: what a browser on the dashboard sends, and quicker than a password each time. */
export async function signIn(
  stack: { url: string },
  { email, password }: { email: string; password: string } = DEMO_OWNER,
): Promise<Record<string, string>> {
  const response = await fetch(`${stack.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  return { cookie: cookie ?? "", origin: stack.url };
}

/** Asks again until `find` finds something; fails after `withinMs`. */
export async function eventually<T>(find: () => Promise<T | undefined>, withinMs = 5000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`not found within ${withinMs} ms`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
