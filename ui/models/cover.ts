import { batch, signal } from "@preact/signals";
import type { Product } from "../api-catalog.ts";
import { deleteCover, putCover, type StoredCover } from "../api-products.ts";
import { ApiError, brokenOff } from "../http.ts";
import type { PreparedPicture } from "../pictures/prepare.ts";
import type { Side } from "./differences.ts";
import { asApiError } from "./resource.ts";

/** What is to become of a product's cover. */
export type CoverChoice = { at: "kept" } | { at: "removed" } | { at: "chosen"; picture: PreparedPicture };

export type CoverForm = ReturnType<typeof createCover>;

const KEPT: CoverChoice = { at: "kept" };

/** The cover in a product's form: chosen there, and sent after the product is stored. */
export function createCover(initial: StoredCover | null) {
  /** What the product has, as the person knows it. */
  const stored = signal(initial);
  const choice = signal<CoverChoice>(KEPT);
  /** The name of a file that is being made ready. */
  const reading = signal<string | null>(null);
  /** What share of an upload is on its way; null while nothing is sent. */
  const progress = signal<number | null>(null);
  /** Why a file can't be used. */
  const refusal = signal<ApiError | null>(null);
  /** Why it was not stored. */
  const failure = signal<ApiError | null>(null);
  /** The product with another cover that somebody else gave it. */
  const rival = signal<Product | null>(null);
  let prepared: Promise<void> = Promise.resolve();
  let running = new AbortController();
  /** The newest version that was met; the form may still hold one before it. */
  let newest: Product | null = null;
  /** An upload broke off: it may have been stored all the same. */
  let wasSent = false;

  function set(wanted: CoverChoice): void {
    batch(() => {
      choice.value = wanted;
      reading.value = null;
      refusal.value = null;
      failure.value = null;
      rival.value = null;
    });
  }

  /** Makes a file the one to be sent; the last one counts. One that can't be used leaves all as it was. */
  function choose(file: File): Promise<void> {
    if (progress.value !== null) return prepared;
    batch(() => {
      refusal.value = null;
      reading.value = file.name;
    });
    const mine = prepare(file).then(
      (picture) => {
        if (prepared !== mine) return;
        wasSent = false;
        set({ at: "chosen", picture });
      },
      (error: unknown) => {
        if (prepared !== mine) return;
        reading.value = null;
        refusal.value = asApiError(error);
      },
    );
    return (prepared = mine);
  }

  function drop(wanted: CoverChoice): void {
    prepared = Promise.resolve();
    set(wanted);
  }

  /** Stores what was chosen. Somebody else's edit doesn't matter, unless it is another cover. */
  async function store(product: Product): Promise<Product | null> {
    const wanted = choice.value;
    newest = product;
    const isChanged = !isSameCover(product.cover, stored.value);
    if (wanted.at === "removed" && product.cover === null) return product;
    if (isChanged && wasSent && wanted.at === "chosen" && looksLike(product.cover, wanted.picture))
      return product;
    if (isChanged) {
      rival.value = product;
      return null;
    }
    try {
      if (wanted.at !== "chosen") return await deleteCover(product);
      progress.value = 0;
      return await putCover(product, wanted.picture, {
        signal: running.signal,
        onProgress: (share) => (progress.value = share),
      });
    } catch (error) {
      if (error instanceof ApiError && error.code === "precondition-failed")
        return store(error.current as Product);
      wasSent = true;
      throw error;
    }
  }

  return {
    stored,
    choice,
    reading,
    progress,
    refusal,
    failure,
    rival,
    choose,
    /** There may be no connection any more once a picture is chosen; then choosing tells. */
    getReady: () => void loadPictures().catch(() => {}),
    remove: () => drop(stored.value ? { at: "removed" } : KEPT),
    keep: () => drop(KEPT),
    /** Answers the product with the cover that was chosen, if one was; null after a failure. */
    async send(product: Product): Promise<Product | null> {
      await prepared;
      if (choice.value === KEPT) return product;
      const { signal } = (running = new AbortController());
      batch(() => {
        refusal.value = null;
        failure.value = null;
      });
      try {
        const saved = await store(newest && newest.version > product.version ? newest : product);
        if (!saved) return null;
        stored.value = saved.cover;
        set(KEPT);
        return saved;
      } catch (error) {
        failure.value = signal.aborted ? new ApiError("stopped", "It was stopped.") : asApiError(error);
        return null;
      } finally {
        progress.value = null;
      }
    },
    stop: () => running.abort(),
    leaveRival: () => void (rival.value = null),
    /** Says which cover it shall be, where somebody else gave it another one. */
    settle(side: Side): void {
      const theirs = rival.value;
      if (!theirs) return;
      stored.value = theirs.cover;
      if (side === "theirs") drop(KEPT);
      rival.value = null;
    },
  };
}

/** Loaded after the page: few who open it choose a picture. */
function loadPictures() {
  return import("../pictures/prepare.ts");
}

async function prepare(file: File): Promise<PreparedPicture> {
  const { preparePicture } = await loadPictures().catch(() => {
    throw brokenOff();
  });
  return preparePicture(file);
}

/** A picture has an address of its own. */
function isSameCover(a: StoredCover | null, b: StoredCover | null): boolean {
  return a?.url === b?.url;
}

function looksLike(cover: StoredCover | null, { cover: file, width, height }: PreparedPicture): boolean {
  return cover?.type === file.type && cover.width === width && cover.height === height;
}
