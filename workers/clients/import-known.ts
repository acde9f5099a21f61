import type { GivenClient } from "./import-records.ts";

/** All of a client that an import can set. */
export interface ClientValues {
  name: string;
  email: string | null;
  phone: string | null;
  document: string | null;
  status: "active" | "inactive";
}

/** A client that is stored, as a plan read it. */
export interface StoredClient extends ClientValues {
  id: number;
  version: number;
}

/** A client as the lines so far leave it. */
export interface KnownClient {
  /** As it was read; null if the file creates it. */
  stored: StoredClient | null;
  now: ClientValues;
  /** The line of the file that is about it. */
  line: number | null;
}

/** The clients that a file's records may be about, while the file is gone through line by line. */
export class KnownClients {
  readonly #byId = new Map<number, KnownClient>();
  readonly #byDocument = new Map<string, KnownClient>();
  readonly #byEmail = new Map<string, Set<KnownClient>>();
  /** Those of an e-mail that have no document. */
  readonly #bareByEmail = new Map<string, Set<KnownClient>>();
  /** Ids as they were read: of all with an e-mail, and of those without a document. */
  readonly #storedByEmail = new Map<string, { all: number[]; bare: number[] }>();
  readonly #mostPerEmail: number;

  /** Of an e-mail with `mostPerEmail` stored clients there may be more that aren't known. */
  constructor(mostPerEmail: number) {
    this.#mostPerEmail = mostPerEmail;
  }

  /** Takes in a stored client, and the line that is about it already. */
  read(stored: StoredClient, line: number | null): void {
    if (this.#byId.has(stored.id)) return;
    const { id, email, document } = stored;
    this.#byId.set(id, this.#put({ stored, now: stored, line }));
    if (email === null) return;
    const sharing = this.#storedByEmail.get(email) ?? { all: [], bare: [] };
    this.#storedByEmail.set(email, sharing);
    sharing.all.push(id);
    if (document === null) sharing.bare.push(id);
  }

  /** A client that a line creates. */
  create(now: ClientValues, line: number): void {
    this.#put({ stored: null, now, line });
  }

  /** What a line makes of a client. */
  change(client: KnownClient, now: ClientValues, line: number): void {
    this.#take(client);
    this.#put(Object.assign(client, { now, line }));
  }

  /**
   * Whom a record is about: the client with its document; else the one with its e-mail, unless both have documents.
   * If several have the e-mail, and one of those could be meant, it is "ambiguous".
   */
  find({ document, email }: GivenClient): KnownClient | "ambiguous" | null {
    const same = document !== null && this.#byDocument.get(document);
    if (same) return same;
    if (email === null) return null;
    const sharing = this.#byEmail.get(email) ?? new Set();
    const [one] = (document === null ? sharing : this.#bareByEmail.get(email)) ?? [];
    if (!one) return null;
    const mayBeMore = (this.#storedByEmail.get(email)?.all.length ?? 0) >= this.#mostPerEmail;
    return sharing.size > 1 || mayBeMore ? "ambiguous" : one;
  }

  /** The stored clients that would be what a new one is, had lines before not changed them. */
  changedFrom({ document, email }: GivenClient): number[] {
    const sharing = this.#storedByEmail.get(email ?? "");
    return (document === null ? sharing?.all : sharing?.bare) ?? [];
  }

  #put(client: KnownClient): KnownClient {
    const { document, email } = client.now;
    if (document !== null) this.#byDocument.set(document, client);
    if (email !== null) addTo(this.#byEmail, email, client);
    if (email !== null && document === null) addTo(this.#bareByEmail, email, client);
    return client;
  }

  #take(client: KnownClient): void {
    const { email } = client.now;
    if (email === null) return;
    this.#byEmail.get(email)?.delete(client);
    this.#bareByEmail.get(email)?.delete(client);
  }
}

function addTo<T>(sets: Map<string, Set<T>>, key: string, value: T): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(value));
}
