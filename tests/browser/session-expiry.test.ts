import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DEMO_OWNER } from "../../workers/local/demo-data.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, clientsApi, isFocused } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();

const DIALOG = { name: "Your session ended; sign in again" };

async function signInAgain(page: Page) {
  await isFocused(page, "dialog [name=password]");
  await page.keyboard.type(DEMO_OWNER.password);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", DIALOG).waitFor({ state: "detached" });
}

/** The session ends as if another tab had signed out. */
const end = (context: BrowserContext) => context.request.delete("/api/session");

describe("when the session ends", () => {
  it("a half filled form stays, and is saved once its owner has signed in again", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Name").fill("Dona Zica");
    await page.getByLabel("E-mail").fill("zica@example.com");
    await end(page.context());
    await button(page, "Save client").click();

    const dialog = page.getByRole("dialog", DIALOG);
    await dialog.waitFor();
    expect(await dialog.getByLabel("E-mail").inputValue()).toBe(DEMO_OWNER.email);
    expect(await dialog.getByLabel("E-mail").getAttribute("readonly")).not.toBeNull();
    expect(await page.locator("#content [name=name]").inputValue()).toBe("Dona Zica");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await dialog.waitFor();

    await signInAgain(page);
    await page.getByRole("link", { name: "Dona Zica" }).waitFor();
    const zicas = await clientsApi(shop.url).call<{ items: unknown[] }>("GET", "?search=zica");
    expect(zicas.items).toHaveLength(1);
    expect(complaints.filter((text) => !text.includes("401"))).toEqual([]);
  });

  it("a wrong password keeps the question, and the page, as they are", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Name").fill("Dona Neuma");
    await page.context().clearCookies();
    await button(page, "Save client").click();
    await isFocused(page, "dialog [name=password]");
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "password is wrong" }).waitFor();
    await page.keyboard.press("ControlOrMeta+a");
    await signInAgain(page);
    await page.getByRole("link", { name: "Dona Neuma" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/clients");
  });

  it("what refreshes itself asks once, and goes on", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/requests");
    await page.getByRole("row").nth(1).waitFor();
    await page.context().clearCookies();
    await page.getByRole("dialog", DIALOG).waitFor({ timeout: 10_000 });
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    expect(await page.locator("dialog").count()).toBe(1);
    await signInAgain(page);
    await page.locator("tbody .status", { hasText: "401" }).first().waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("a download waits for the sign-in, and is the file", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/clients");
    await page.getByRole("heading", { name: "Clients", level: 1 }).waitFor();
    await page.context().clearCookies();
    const started = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export" }).click();
    await signInAgain(page);
    const text = await readFile(await (await started).path(), "utf8");
    expect(text).toMatch(/^\uFEFF?id,/);
  });

  it("somebody else starts at the start", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Name").fill("Tia Ciata");
    await page.context().clearCookies();
    await button(page, "Save client").click();
    await page.getByRole("link", { name: "Sign in as somebody else" }).click();
    await page.waitForURL(/\/sign-in$/);
    await isFocused(page, "[name=email]");
    expect(await page.locator("[name=email]").inputValue()).toBe("");
    await page.keyboard.type(DEMO_OWNER.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(DEMO_OWNER.password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${shop.url}/`);
    await page.getByRole("link", { name: "Clients", exact: true }).click();
    await page.getByRole("link", { name: "New client" }).click();
    expect(await page.getByLabel("Name").inputValue()).toBe("");
  });

  it.each<Look>([
    { locale: "pt-BR", colorScheme: "light", width: 1280 },
    { locale: "en-US", colorScheme: "dark", width: 390 },
  ])("the question has no barrier in $locale, $colorScheme, $width px", async (look) => {
    await using opened = await shop.open(look);
    const { page } = opened;
    await page.goto("/clients/new");
    await page.locator("[name=name]").fill("Clementina de Jesus");
    await page.context().clearCookies();
    await page.locator("#content [type=submit]").click();
    await isFocused(page, "dialog [name=password]");
    expect(await findBarriers(page)).toEqual([]);
  });
});
