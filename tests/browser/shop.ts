import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { createState, startStack } from "../stack.ts";
import { launchBrowser, openPage } from "./browser.ts";

/** What a stack is started with, and what is done to its state before. */
interface ShopOptions extends Omit<Parameters<typeof startStack>[0], "state"> {
  prepare?: (state: string) => Promise<void>;
}

/** A stack of a test file's own with the dashboard on it, and a browser, from before the first test until after the last. */
export function createShop({ prepare, ...options }: ShopOptions = {}) {
  let state: Awaited<ReturnType<typeof createState>>;
  let stack: Awaited<ReturnType<typeof startStack>>;
  let browser: Browser;

  beforeAll(async () => {
    state = await createState();
    await prepare?.(state.path);
    [browser, stack] = await Promise.all([launchBrowser(), startStack({ ...options, state: state.path })]);
  });

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await state?.[Symbol.asyncDispose]();
  });

  return {
    get url() {
      return stack.url;
    },
    get browser() {
      return browser;
    },
    /** A page of a person's own, as `openPage` opens it. */
    open: (look?: Parameters<typeof openPage>[2]) => openPage(browser, stack.url, look),
  };
}
