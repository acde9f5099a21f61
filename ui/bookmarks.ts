const HEADER = "x-d1-bookmark";
const STORAGE_KEY = "fachada.bookmarks";

/**
 * How far this tab has come in each service's database: a replica nearby may be behind, and a person must still find
 * what they just wrote, also after a reload.
 */
const bookmarks = new Map(remembered().split(",").flatMap(parse));

/** Asks for answers at least as new as those before. */
export function sendBookmarks(headers: Headers): void {
  if (bookmarks.size > 0) headers.set(HEADER, format());
}

/** Remembers how new an answer was. Bookmarks sort by age, and answers may overtake each other. */
export function keepBookmark({ headers }: Response): void {
  for (const [service, bookmark] of parse(headers.get(HEADER) ?? "")) {
    if (bookmark <= (bookmarks.get(service) ?? "")) continue;
    bookmarks.set(service, bookmark);
    try {
      sessionStorage.setItem(STORAGE_KEY, format());
    } catch {
      // Without storage they last until the next reload.
    }
  }
}

function parse(entry: string): [service: string, bookmark: string][] {
  const [service, bookmark] = entry.split("=");
  return service && bookmark ? [[service, bookmark]] : [];
}

function format(): string {
  return [...bookmarks].map((entry) => entry.join("=")).join(",");
}

function remembered(): string {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? "";
  } catch {
    return "";
  }
}
