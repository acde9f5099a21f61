import { batch, signal } from "@preact/signals";
import {
  type Address,
  createAddress,
  deleteAddress,
  editAddress,
  listAddresses,
  makeAddressPrimary,
} from "../api.ts";
import { ApiError } from "../http.ts";
import { type AddressConflict, compareAddress } from "./address-conflict.ts";
import { type AddressTexts, changesTo, newAddressOf, textsOf } from "./address-texts.ts";
import { createForm } from "./form.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { createPagedList } from "./paged-list.ts";
import { createSending } from "./sending.ts";

const PAGE_SIZE = 50;

export type AddressBook = ReturnType<typeof createAddressBook>;

const books = new Map<number, AddressBook>();

/** The addresses of one client; they outlive the page, so that leaving it by mistake loses nothing typed. */
export function addressBookOf(clientId: number): AddressBook {
  const book = books.get(clientId) ?? createAddressBook(clientId);
  books.set(clientId, book);
  return book;
}

/** Keeps nothing of an erased client's addresses. */
export function forgetAddressBook(clientId: number): void {
  books.delete(clientId);
}

function createAddressBook(clientId: number) {
  const list = createPagedList<number, Address>((id, cursor, signal) =>
    listAddresses(id, { limit: String(PAGE_SIZE), ...(cursor && { cursor }) }, signal),
  );
  const form = createForm(textsOf(null));
  /** What is sent beside the form. */
  const direct = createSending();
  const idempotency = createIdempotencyKey();
  /** What the form is about: the address as it was read, or a new one; null while it is closed. */
  const opened = signal<Address | "new" | null>(null);
  const conflict = signal<AddressConflict | null>(null);

  function set(about: Address | "new" | null): void {
    batch(() => {
      opened.value = about;
      conflict.value = null;
      form.reset(textsOf(about === "new" ? null : about));
      direct.failure.value = null;
    });
  }

  async function store(about: Address | "new", texts: AddressTexts): Promise<Address | null> {
    if (about === "new") {
      const address = newAddressOf(texts);
      return createAddress(clientId, address, idempotency.keyOf(address));
    }
    const changes = changesTo(about, texts);
    if (Object.keys(changes).length === 0) return about;
    try {
      return await editAddress(about, changes);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "not-found") return meetDeletion();
      if (error.code !== "precondition-failed") throw error;
      return meetChange(about, texts, error.current as Address);
    }
  }

  /** The form becomes that of a new address, so that what was typed can still be saved. */
  async function meetDeletion(): Promise<null> {
    await list.reread();
    batch(() => {
      opened.value = "new";
      conflict.value = { kind: "deleted" };
    });
    return null;
  }

  /** Another change came first. If it holds all that is wanted, it is this one: its answer was lost. */
  function meetChange(read: Address, mine: AddressTexts, current: Address): Address | null {
    const met = compareAddress(read, mine, current);
    if (!met) return current;
    batch(() => {
      opened.value = current;
      conflict.value = met.conflict;
      form.draft.value = met.merged;
    });
    return null;
  }

  return {
    list,
    form,
    direct,
    opened,
    conflict,
    start(): void {
      direct.failure.value = null;
      void list.start(clientId);
    },
    open: (address: Address | "new") => set(address),
    /** Throws away what was typed; not while it is being sent. After a try, the list may not be as it was. */
    cancel(): void {
      if (form.saving.value) return;
      const wasTried = form.failure.value !== null || conflict.value !== null;
      set(null);
      if (wasTried) void list.reread();
    },
    /** Answers the address as it is stored; null after a failure or a conflict. */
    save(): Promise<Address | null> {
      return form.send(async () => {
        const about = opened.value;
        const stored = about && (await store(about, form.draft.value));
        if (!stored) return null;
        idempotency.renew();
        await list.reread();
        set(null);
        return stored;
      });
    },
    /** Answers whether it is gone; an address that somebody else deleted is. */
    remove(address: Address): Promise<true | null> {
      return direct.send(async (): Promise<true> => {
        await deleteAddress(address).catch((error: unknown) => {
          if (!(error instanceof ApiError && error.code === "not-found")) throw error;
        });
        await list.reread();
        return true;
      });
    },
    makePrimary(address: Address): Promise<Address | null> {
      return direct.send(async () => {
        const primary = await makeAddressPrimary(address);
        await list.reread();
        return primary;
      });
    },
  };
}
