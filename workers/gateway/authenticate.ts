import type { MiddlewareHandler } from "hono";
import { sha256 } from "../shared/bytes.ts";
import type { Identity } from "../shared/identity.ts";
import { Problem } from "../shared/problem.ts";
import type { GatewayHono } from "./env.ts";
import { type Credentials, type Identified, identify, refuse } from "./identify.ts";
import { isApiPath } from "./routing.ts";

const KEPT_MS = 30_000;
const MOST_KEPT = 1000;
const WAIT_MS = 2000;

/** What anybody may do: come in, leave, and make the first owner with the set-up token. */
const OPEN = new Set(["POST /api/session", "DELETE /api/session", "POST /api/setup"]);

const CHANGES_ENTRY = /^((POST|PATCH|DELETE) \/api\/(people|keys|profile)\b|DELETE \/api\/session$)/;

/** The page is a file like the dashboard's; what it reads is not. */
const DOCS = "/api/docs";

/**
 * Who callers are, by a hash of the whole credential: for so long that few requests ask, and so short that what is
 * revoked is soon useless everywhere. Only who is known is kept.
 */
const known = new Map<string, { identity: Identity; until: number }>();

/** What is being asked, by the same hash. */
const asking = new Map<string, Promise<Identified>>();

/** Finds out who asks for anything of the API, as `c.var.identity`. Throws `unauthenticated` for who isn't known. */
export const authenticated: MiddlewareHandler<GatewayHono> = async (c, next) => {
  const path = c.req.path.replace(/(.)\/$/, "$1");
  if (!isApiPath(path) || path === DOCS) return next();
  if (OPEN.has(`${c.req.method} ${path}`)) {
    if (c.req.header("sec-fetch-site") === "cross-site") throw foreign();
  } else {
    const authorization = c.req.header("authorization") || undefined;
    const cookie = authorization === undefined ? c.req.header("cookie") : undefined;
    if (cookie && isWrite(c.req.method) && !isOwnPage(c.req.raw)) throw foreign();
    const credentials: Credentials = { authorization, cookie };
    try {
      c.set("identity", await recall(credentials, () => identify(credentials, c)));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (c.req.header("sec-fetch-mode") !== "navigate") throw refuse(c, error.message);
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`, 303);
    }
  }
  await next();
  // Who may enter no more is out at once here, and elsewhere in some seconds.
  if (c.res.ok && CHANGES_ENTRY.test(`${c.req.method} ${path}`)) known.clear();
};

async function recall(credentials: Credentials, ask: () => Promise<Identified>): Promise<Identity> {
  const hash = await sha256(JSON.stringify(credentials));
  const found = known.get(hash);
  if (found && Date.now() < found.until) return found.identity;
  // Of many requests at once the first one asks, and all hear the answer. If it is broken off, nobody does: the others
  // don't wait long.
  const asked = asking.get(hash)?.catch((error: unknown) => {
    if (isRefusal(error) || isBlock(error)) throw error;
  });
  const heard = asked && (await Promise.race([asked, wait(WAIT_MS)]));
  if (heard) return heard.identity;
  const answer = ask();
  asking.set(hash, answer);
  try {
    const { identity, maxAgeSeconds } = await answer;
    keep(hash, { identity, until: Date.now() + Math.min(maxAgeSeconds * 1000, KEPT_MS) });
    return identity;
  } finally {
    if (asking.get(hash) === answer) asking.delete(hash);
  }
}

function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && error.code === "unauthenticated";
}

function isBlock(error: unknown): boolean {
  return error instanceof Problem && error.code === "too-many-requests";
}

function keep(hash: string, entry: { identity: Identity; until: number }): void {
  const [oldest] = known.keys();
  if (known.size >= MOST_KEPT && oldest !== undefined) known.delete(oldest);
  known.delete(hash);
  known.set(hash, entry);
}

function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function isWrite(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** A cookie goes along with what any page sends; only ours may write with it. */
function isOwnPage({ headers, url }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  return site === null ? headers.get("origin") === new URL(url).origin : site === "same-origin";
}

function foreign(): Problem {
  return new Problem("forbidden", "With a session's cookie, only Fachada's own pages may write.");
}
