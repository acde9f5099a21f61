import { describe, expect, it } from "vitest";
import { eventually } from "../stack.ts";
import { accountsApi } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();

/** What the API answers who comes with a key. */
async function statusWith(key: string, path: string, write = {}): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  return (await fetch(`${shop.url}/api${path}`, { headers, ...write })).status;
}

describe("a key", () => {
  it("is made by keyboard, shown once, opens what it may, and nothing once it is revoked", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/keys");
    await page.getByText("No keys yet").waitFor();
    await button(page, "New key").focus();
    await page.keyboard.press("Enter");
    await isFocused(page, "#key-form [name=name]");
    await page.keyboard.type("Till at the counter");
    await page.keyboard.press("Enter");
    await page.getByText("Choose at least one right.").waitFor();
    await isFocused(page, "[value='clients:read']");
    await page.keyboard.press("Space");
    await page.getByLabel("It ends").selectOption("30");
    await button(page, "Make key").click();

    const dialog = page.getByRole("dialog", { name: "The key “Till at the counter” was made" });
    const key = await dialog.locator("code").innerText();
    expect(key).toMatch(/^fch_\d+_[\w-]{43}$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await dialog.waitFor();
    await button(page, "I have copied it").click();
    await dialog.waitFor({ state: "detached" });
    await isFocused(page, "#add-key");
    expect(await page.content()).not.toContain(key);

    expect(await statusWith(key, "/clients")).toBe(200);
    expect(await statusWith(key, "/clients", { method: "POST", body: "{}" })).toBe(403);
    expect(await statusWith(key, "/logs")).toBe(403);

    await page.getByRole("button", { name: "Revoke Till at the counter" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await said(page, "Till at the counter opens nothing any more");
    await page.getByRole("cell", { name: "Revoked" }).waitFor();
    expect(
      await eventually(async () => ((await statusWith(key, "/clients")) === 401 ? true : undefined)),
    ).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("ends on the day that was chosen", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/keys");
    await button(page, "New key").click();
    await page.getByLabel("Name").fill("Website");
    await page.getByLabel("See figures and requests").check();
    await page.getByLabel("It ends").selectOption("date");
    await button(page, "Make key").click();
    await page.getByText("Choose a day from today on.").waitFor();
    await isFocused(page, "[type=date]");
    await page.getByLabel("Last day").fill("2040-12-31");
    await button(page, "Make key").click();
    await button(page, "I have copied it").click();
    await page.getByRole("cell", { name: "31/12/2040" }).waitFor();
    const { items } = await accountsApi(shop.url).call<{ items: object[] }>("GET", "/keys");
    expect(items[0]).toMatchObject({ scopes: ["log:read"], expiresAt: "2041-01-01T02:59:59.000Z" });
  });
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
])("list, form and key have no barrier in $locale, $colorScheme, $width px", async (look) => {
  await accountsApi(shop.url).call("POST", "/keys", {
    name: "A till with quite a long name at the far end of the counter",
    scopes: ["clients:read", "clients:write", "log:read"],
  });
  await using opened = await shop.open(look);
  const { page, complaints } = opened;
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.goto("/keys");
  await page.locator(".key-table").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.locator("#add-key").click();
  expect(await findBarriers(page)).toEqual([]);
  await page.locator("#key-form [name=name]").fill("Key");
  await page.locator("[value='clients:read']").check();
  await page.locator("#key-form [type=submit]").click();
  await page.getByRole("dialog").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await wide()).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});
