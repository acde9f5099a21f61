/**
 * The session's cookie. Over https its name begins with `__Host-`, which browsers take from this very host only, so
 * that no neighbour under the same domain can plant one; on a laptop's http it can't have that name.
 */
function cookieName(isSecure: boolean): string {
  return isSecure ? "__Host-fachada" : "fachada";
}

/** Whether a request came over https, by the address that the caller used: the gateway hands that on. */
export function isSecure(url: string): boolean {
  return new URL(url).protocol === "https:";
}

/** Whether this machine is asking itself. */
export function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** The token in a `Cookie` header; undefined if there is none. */
export function readSessionCookie(header: string | undefined, url: string): string | undefined {
  const name = cookieName(isSecure(url));
  const cookies = header?.split(";").map((cookie) => cookie.trim().split("=")) ?? [];
  return cookies.find(([given]) => given === name)?.[1];
}

/** The `Set-Cookie` header that keeps a token for some hours, or forgets it without one. */
export function writeSessionCookie(url: string, session?: { token: string; hours: number }): string {
  const secure = isSecure(url);
  const age = (session?.hours ?? 0) * 60 * 60;
  return [
    `${cookieName(secure)}=${session?.token ?? ""}`,
    `Max-Age=${age}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    ...(secure ? ["Secure"] : []),
  ].join("; ");
}
