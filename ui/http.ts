import type { ClientResponse } from "hono/client";
import { keepBookmark, sendBookmarks } from "./bookmarks.ts";

const TIMEOUT_MS = 20_000;

/** What is wrong with one value of what we sent. */
export interface InputError {
  pointer: string;
  code: string;
  detail: string;
}

/** Why a call brought no answer that we can use. `message` is the API's own, in English. */
export class ApiError extends Error {
  readonly code: string;
  readonly requestId: string | null;
  readonly errors: InputError[];
  /** With `precondition-failed`: what is stored now. */
  readonly current: unknown;
  /** With `too-many-requests`: how long to wait. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: string,
    detail: string,
    more: {
      requestId?: string | null;
      errors?: InputError[] | undefined;
      current?: unknown;
      retryAfterSeconds?: number | null;
    } = {},
  ) {
    super(detail);
    this.code = code;
    this.requestId = more.requestId ?? null;
    this.errors = more.errors ?? [];
    this.current = more.current;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}

/** Resolves once somebody signed in after `sentAt`; null as long as nobody has been signed in. */
let signInAfter: ((sentAt: number) => Promise<void>) | null = null;

/** From now on, what is refused because the session ended waits for `signIn`, and is sent again then. */
export function onSessionEnd(signIn: (sentAt: number) => Promise<void>): void {
  signInAfter = signIn;
}

/** Calls, and again after each time that the person had to sign in. */
export async function inSession<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    const sentAt = performance.now();
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "unauthenticated" && signInAfter)) throw error;
      await signInAfter(sentAt);
    }
  }
}

/** Sends a call of somebody who is signed in. */
export function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return inSession(() => sendOnce(input, init));
}

/** Sends a call as whoever it may be. */
export function sendOnce(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return fetchWithin(AbortSignal.timeout(TIMEOUT_MS), input, init);
}

/** Fetches; every way to fail becomes an `ApiError`, but an abort of ours stays an `AbortError`. */
export async function fetchWithin(
  timeout: AbortSignal,
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<Response> {
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  const headers = new Headers(init.headers);
  sendBookmarks(headers);
  const response = await fetch(input, { ...init, headers, signal }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw brokenOff(timeout);
  });
  return accept(response);
}

/** An answer as it came; one that is a problem is thrown as an `ApiError`. */
export async function accept(response: Response): Promise<Response> {
  keepBookmark(response);
  if (!response.ok) throw await readProblem(response);
  return response;
}

/** Why no answer came, or no more of it. */
export function brokenOff(timeout?: AbortSignal): ApiError {
  if (timeout?.aborted) return new ApiError("timeout", "The server took too long to answer.");
  return new ApiError(navigator.onLine ? "network" : "offline", "The server can't be reached.");
}

/** Reads `application/problem+json` (RFC 9457), or makes do with the status. */
async function readProblem(response: Response): Promise<ApiError> {
  const requestId = response.headers.get("x-request-id");
  const body: unknown = await response.json().catch(() => null);
  const problem = (body ?? {}) as {
    code?: string;
    detail?: string;
    errors?: InputError[];
    current?: unknown;
  };
  return new ApiError(
    problem.code ?? "unreadable",
    problem.detail ?? `The server answered ${response.status}.`,
    {
      requestId,
      errors: problem.errors,
      current: problem.current,
      retryAfterSeconds: Number(response.headers.get("retry-after")) || null,
    },
  );
}

/** The body of an answer; a `send` that fails has thrown already. */
export async function answer<T>(request: Promise<ClientResponse<T, number, "json">>): Promise<T> {
  const response = await request;
  const unreadable = () =>
    new ApiError("unreadable", "The server's answer could not be read.", {
      requestId: response.headers.get("x-request-id"),
    });
  return (response.json() as Promise<T>).catch(() => Promise.reject(unreadable()));
}
