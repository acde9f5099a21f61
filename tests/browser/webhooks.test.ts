import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startReceiver } from "../http/receiver.ts";
import { eventually } from "../stack.ts";
import { accountsApi } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  receiver = await startReceiver();
});

afterAll(() => receiver?.[Symbol.asyncDispose]());

/** Sells the last but two of a new product, which makes it low. */
async function sell(): Promise<{ id: number; productId: number }> {
  const { call } = accountsApi(shop.url);
  type Thing = { id: number; version: number };
  const client = await call<Thing>("POST", "/clients", { name: "Beth Carvalho" });
  const record = { kind: "record", title: "Sorriso Negro", artist: "Dona Ivone Lara", priceCents: 18_990 };
  const product = await call<Thing>("POST", "/products", record);
  await call("POST", `/stock/${product.id}/movements`, { delta: 3, reason: "received" });
  await call("PATCH", `/stock/${product.id}`, { lowAt: 2 }, 1);
  const sale = { clientId: client.id, productId: product.id, quantity: 1 };
  return { id: (await call<Thing>("POST", "/purchases", sale)).id, productId: product.id };
}

describe("a webhook", () => {
  it("is made by keyboard, its secret shown once, tested, and what fails is sent again", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/webhooks");
    await page.getByText("No webhooks yet").waitFor();
    await button(page, "New webhook").focus();
    await page.keyboard.press("Enter");
    await isFocused(page, "#webhook-form [name=url]");
    await page.keyboard.type("https://192.168.0.1/hook");
    await page.keyboard.press("Enter");
    await page.getByText("Choose at least one.").waitFor();
    await isFocused(page, "[value='purchase.fulfilled']");
    await page.keyboard.press("Space");
    await button(page, "Make webhook").click();
    await page.getByText("Give a host name that everybody on the internet can reach.").waitFor();
    await isFocused(page, "#webhook-form [name=url]");
    await page.getByLabel("Address").fill(receiver.url);
    await button(page, "Make webhook").click();
    const dialog = page.getByRole("dialog", { name: `The secret for ${receiver.url}` });
    const secret = await dialog.locator("code").innerText();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    await page.keyboard.press("Escape");
    await dialog.waitFor();
    await button(page, "I have copied it").click();
    await isFocused(page, "#add-webhook");
    expect(await page.content()).not.toContain(secret);

    await page.getByRole("link", { name: receiver.url }).click();
    await button(page, "Send a test").click();
    await said(page, "The test is on its way");
    const test = await eventually(async () => receiver.arrivals[0]);
    expect([test.body.type, test.isSignedBy(secret)]).toEqual(["test", true]);
    await page.locator(".delivery-table .badge", { hasText: "Arrived" }).waitFor();

    receiver.status = 410;
    await sell();
    await page.getByText("Gone for good (410)").waitFor({ timeout: 20_000 });
    await page.locator(".choice label", { hasText: "Undelivered" }).click();
    receiver.status = 200;
    await page
      .getByRole("row", { name: /Gone for good/ })
      .getByRole("button")
      .click();
    await said(page, "It is on its way again");
    await page.getByText("Nothing to be seen here").waitFor();
    expect(await eventually(async () => receiver.arrivals[2])).toMatchObject({
      body: { type: "purchase.fulfilled" },
    });

    await page.reload();
    await page.getByText("Receiver is gone").waitFor();
    await button(page, "Activate").click();
    await said(page, "The webhook is active");
    await button(page, "New secret").click();
    await page.getByRole("dialog").getByRole("button", { name: "New secret" }).click();
    const fresh = await page.getByRole("dialog").locator("code").innerText();
    await button(page, "I have copied it").click();
    await page.getByText("The old secret signs until").waitFor();
    await page.getByLabel("What it is for").fill("The parcel service");
    await button(page, "Save changes").click();
    await said(page, "The webhook was saved");
    await page.getByText("What it is for: – → The parcel service").waitFor();
    await button(page, "Send a test").click();
    const both = await eventually(async () => receiver.arrivals[3]);
    expect([both.isSignedBy(secret), both.isSignedBy(fresh)]).toEqual([true, true]);

    await button(page, "Delete").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("No webhooks yet").waitFor();
    expect(complaints.filter((text) => !text.includes("status of 422"))).toEqual([]);
  });
});

describe("the overview", () => {
  it("tells what happened, in words, as it happens", async () => {
    await using opened = await shop.open();
    const { page, complaints } = opened;
    await page.goto("/");
    await page.getByRole("heading", { name: "O que aconteceu" }).waitFor();
    const { id, productId } = await sell();
    const sold = page.getByRole("link", { name: `A venda ${id} foi entregue` });
    await sold.waitFor({ timeout: 20_000 });
    expect(await sold.getAttribute("href")).toBe(`/purchases/${id}`);
    const low = page.locator(`.feed a[href="/stock/${productId}"]`);
    expect(await low.innerText()).toBe("O estoque de Sorriso Negro está baixo: restam 2");
    expect(complaints).toEqual([]);
  });
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
])("list, form, secret and deliveries have no barrier in $locale, $colorScheme, $width px", async (look) => {
  const { call } = accountsApi(shop.url);
  const url = `${receiver.url}/a-rather-long-address/at-the-far-end/of-the-counter/where-nobody-looks`;
  const types = ["purchase.fulfilled", "stock.low"];
  receiver.status = 503;
  const webhook = await call<{ id: number }>("POST", "/webhooks", { url, types, description: "Parcels" });
  await sell();
  await using opened = await shop.open(look);
  const { page, complaints } = opened;
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.goto(`/webhooks/${webhook.id}`);
  await page.locator(".delivery-answer").first().waitFor({ timeout: 20_000 });
  expect(await findBarriers(page)).toEqual([]);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.goto("/webhooks");
  await page.locator(".webhook-table").waitFor();
  await page.locator("#add-webhook").click();
  expect(await findBarriers(page)).toEqual([]);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.locator("#webhook-form [name=url]").fill(url);
  await page.locator("[value='stock.low']").check();
  await page.locator("#webhook-form [type=submit]").click();
  await page.getByRole("dialog").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.goto("/");
  await page.locator(".feed li").first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await wide()).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});
