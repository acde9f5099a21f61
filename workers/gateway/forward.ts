import { ADDRESS_HEADER, type Identity, IDENTITY_HEADER, writeIdentity } from "../shared/identity.ts";
import { Problem } from "../shared/problem.ts";
import { REPORT_HEADER } from "../shared/spans.ts";
import { called } from "../shared/timing.ts";
import type { GatewayEnv } from "./env.ts";
import type { Service } from "./routing.ts";
import { formatTraceparent, type Trace } from "./trace.ts";

/** Whom a request is from, for the service to know. */
export interface Caller {
  identity?: Identity | undefined;
  address: string;
}

/**
 * Hands a request to a service and brings its answer, unread. Whatever the request itself says of its caller is
 * replaced. Throws `service-failed` if the service breaks and
 * `service-timed-out` if its answer doesn't begin in `SERVICE_TIMEOUT_MS`; a body may then take as long as it takes.
 */
export async function forward(
  service: Service,
  request: Request,
  trace: Trace,
  env: GatewayEnv,
  caller: Caller,
): Promise<Response> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), env.SERVICE_TIMEOUT_MS);
  try {
    const headers = new Headers(request.headers);
    headers.set("x-request-id", trace.traceId);
    headers.set("traceparent", formatTraceparent(trace));
    headers.set(ADDRESS_HEADER, caller.address);
    if (caller.identity) headers.set(IDENTITY_HEADER, writeIdentity(caller.identity));
    else headers.delete(IDENTITY_HEADER);
    // Made of its parts: to copy the request makes a call to a service that does nothing take a third longer.
    const { url, method, body } = request;
    const forwarded = new Request(url, { method, headers, body, redirect: "manual", signal: timeout.signal });
    const answer = await called(service.name, trace, service.backend(env).fetch(forwarded));
    const response = new Response(answer.body, answer);
    response.headers.delete(REPORT_HEADER);
    if (response.status < 500 || isOwnAnswer(response)) return response;
    console.error("service failed", service.name, response.status, await response.text());
  } catch (error) {
    if (timeout.signal.aborted) {
      throw new Problem(
        "service-timed-out",
        `The ${service.name} service took too long. Nothing tells whether it went on.`,
      );
    }
    console.error("service failed", service.name, error);
  } finally {
    clearTimeout(timer);
  }
  throw new Problem("service-failed", `The ${service.name} service could not answer. Try again in a moment.`);
}

/** A service that still stands says what went wrong in our own formats; the platform's error pages say it in others. */
function isOwnAnswer(response: Response): boolean {
  return response.headers.get("content-type")?.includes("json") ?? false;
}
