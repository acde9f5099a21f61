import { batch, signal } from "@preact/signals";
import { createKey, type CreatedKey, type Key, listKeys, revokeKey, type Scope } from "../api-accounts.ts";
import { createForm } from "./form.ts";
import { createPagedList } from "./paged-list.ts";
import { createSending } from "./sending.ts";

const PAGE_SIZE = "50";
const DAY_MS = 24 * 60 * 60_000;

export const DEEDS = ["read", "write", "erase"] as const;

/** What a key may be given, by service. */
export const SCOPES = [
  { service: "clients", read: "clients:read", write: "clients:write", erase: "clients:erase" },
  { service: "catalog", read: "catalog:read", write: "catalog:write", erase: null },
  { service: "sales", read: "sales:read", write: "sales:write", erase: null },
  { service: "stock", read: "stock:read", write: "stock:write", erase: null },
  { service: "workflows", read: "workflows:read", write: "workflows:write", erase: null },
  { service: "log", read: "log:read", write: null, erase: null },
] as const satisfies ({ service: string } & Record<(typeof DEEDS)[number], Scope | null>)[];

export const EXPIRIES = ["never", "30", "90", "365", "date"] as const;

const EMPTY = { name: "", expiry: "90", date: "" };

/** The keys of machines: those there are, and one to be made. */
export function createKeyring() {
  const list = createPagedList<null, Key>((_, cursor, signal) =>
    listKeys({ limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal),
  );
  const form = createForm(EMPTY);
  const direct = createSending();
  const isOpen = signal(false);
  const scopes = signal<readonly Scope[]>([]);
  /** What is missing before anything is sent. */
  const missing = signal<"scopes" | "date" | null>(null);
  /** The key just made, as long as it is shown. */
  const made = signal<CreatedKey | null>(null);

  function open(shown: boolean): void {
    batch(() => {
      isOpen.value = shown;
      scopes.value = [];
      missing.value = null;
      form.reset();
    });
  }
  return {
    list,
    form,
    direct,
    isOpen,
    scopes,
    missing,
    made,
    open,
    toggle(scope: Scope): void {
      const has = scopes.value.includes(scope);
      scopes.value = has ? scopes.value.filter((one) => one !== scope) : [...scopes.value, scope];
    },
    async save(): Promise<void> {
      const { name, expiry, date } = form.draft.value;
      const expiresAt = endOf(expiry, date);
      missing.value = scopes.value.length === 0 ? "scopes" : expiresAt === undefined ? "date" : null;
      if (missing.value || expiresAt === undefined) return;
      await form.send(async () => {
        made.value = await createKey({ name, scopes: [...scopes.value], expiresAt });
        open(false);
        await list.restart();
      });
    },
    /** Answers whether it opens nothing any more. */
    revoke(key: Key): Promise<true | null> {
      return direct.send(async (): Promise<true> => {
        await revokeKey(key.id);
        await list.reread();
        return true;
      });
    },
  };
}

export type Keyring = ReturnType<typeof createKeyring>;

export function stateOf({ revokedAt, expiresAt }: Key): "active" | "expired" | "revoked" {
  if (revokedAt) return "revoked";
  return expiresAt && new Date(expiresAt) <= new Date() ? "expired" : "active";
}

/** When a key ends: null for never, undefined if no day from today on was chosen. The last day is whole. */
function endOf(expiry: string, date: string): string | null | undefined {
  if (expiry === "never") return null;
  if (expiry !== "date") return new Date(Date.now() + Number(expiry) * DAY_MS).toISOString();
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) || end < new Date() ? undefined : end.toISOString();
}
