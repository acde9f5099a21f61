/** The page that shows where a request's time went; `at` is when it was, about. */
export function tracePath(requestId: string, at?: string): string {
  const path = `/requests/${encodeURIComponent(requestId)}`;
  return at ? `${path}?${new URLSearchParams({ at })}` : path;
}
