/** The pages that aren't the dashboard's: browsers have to load them. */
const LOADED = /^\/(api|client|logs)(\/|$)/;

/** Where to go after signing in: a path of our own, whatever the address says; `/` if it says another site's. */
export function nextPath(next: string | undefined): string {
  const { origin } = location;
  if (!next?.startsWith("/") || !URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  // A path that begins with two slashes would be another site's address.
  if (url.origin !== origin || url.pathname.startsWith("//") || url.pathname === "/sign-in") return "/";
  return url.pathname + url.search + url.hash;
}

export function isLoaded(path: string): boolean {
  return LOADED.test(path);
}
