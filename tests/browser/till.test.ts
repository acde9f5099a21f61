import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { salesApi } from "./sales-api.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof salesApi>;

beforeAll(async () => {
  api = salesApi(shop.url);
});

const CLIENT = "[name=till-client]";
const PRODUCT = "[name=till-product]";

async function openTill(look: Partial<Look> = {}) {
  const opened = await shop.open(look);
  await opened.page.goto("/till");
  await opened.page.locator(CLIENT).waitFor();
  return opened;
}

async function chooseClient(page: Page, name: string) {
  await page.locator(CLIENT).focus();
  await page.keyboard.type(name);
  await page.getByRole("option", { name }).waitFor();
  await page.keyboard.press("Enter");
  await isFocused(page, PRODUCT);
}

/** As a scanner does: digits at once, and Enter. */
async function scan(page: Page, ...codes: string[]) {
  for (const code of codes) {
    await page.keyboard.type(code);
    await page.keyboard.press("Enter");
  }
}

/** What stands in the basket: title and quantity. */
const lines = async (page: Page) =>
  Promise.all(
    (await page.locator(".till-table tbody tr").all()).map(async (row) => [
      await row.locator(".till-title").innerText(),
      await row.locator("input").inputValue(),
    ]),
  );

describe("a sale", () => {
  it("is made by keyboard alone", async () => {
    const client = await api.createClient("Clementina de Jesus");
    const product = await api.createRecord("Sorriso Negro", 5);
    await using opened = await openTill();
    const { page, complaints } = opened;
    await isFocused(page, CLIENT);
    await page.keyboard.type("clementina");
    await page.getByRole("option", { name: "Clementina de Jesus" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await isFocused(page, PRODUCT);
    await page.keyboard.type("sorriso");
    await page.keyboard.press("Enter");
    await said(page, "Sorriso Negro: 1 na cesta, total R$ 189,90");
    await page.keyboard.press("+");
    await said(page, "Sorriso Negro: 2 na cesta, total R$ 379,80");
    await page.keyboard.press("F2");
    await page.getByRole("heading", { name: "Vendido: R$ 379,80" }).waitFor();
    await isFocused(page, ".till-outcome .button-primary");
    await page.keyboard.press("Enter");
    await isFocused(page, CLIENT);
    expect(await lines(page)).toEqual([]);
    const [sold, ...others] = await api.purchasesOf(client.id);
    expect(sold).toMatchObject({ channel: "till", fulfilled: true, totalCents: 37_980 });
    expect(others).toEqual([]);
    expect(await api.available(product.id)).toBe(3);
    expect(complaints).toEqual([]);
  });

  it("takes what a scanner reads, twice the same as two of it, and says what it doesn't know", async () => {
    await api.createRecord("Alegria Minha Gente", 5, { ean: "7891234567895", sku: "LP-7001" });
    const book = { kind: "book", title: "Quarto de Despejo", author: "Carolina Maria de Jesus" };
    await api.call("POST", "/products", { ...book, isbn: "9788508171279", priceCents: 4990 });
    await using opened = await openTill();
    const { page, complaints } = opened;
    await page.locator(PRODUCT).focus();
    await scan(page, "7891234567895", "9788508171279", "7891234567895");
    await page.locator('input[value="2"], .till-table tr:nth-child(2)').first().waitFor();
    await said(page, "Alegria Minha Gente: 2 na cesta, total R$ 429,70");
    expect(await lines(page)).toEqual([
      ["Alegria Minha Gente", "2"],
      ["Quarto de Despejo", "1"],
    ]);
    await scan(page, "1234567890128");
    await page.getByRole("alert").filter({ hasText: "Nenhum produto tem “1234567890128”." }).waitFor();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe("1234567890128");
    await scan(page, "LP-7001");
    await said(page, "Alegria Minha Gente: 3 na cesta, total R$ 619,60");
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("waits for what was scanned just before, and isn't made while that is unknown", async () => {
    const client = await api.createClient("Dolores Duran");
    await api.createRecord("A Noite do Meu Bem", 5, { ean: "7899999999999" });
    await using opened = await openTill({ locale: "en-US" });
    const { page } = opened;
    await chooseClient(page, "Dolores");
    await page.route("**/api/products?*", async (route) => {
      await new Promise((wake) => setTimeout(wake, 400));
      await route.continue();
    });
    await scan(page, "7899999999999", "1234567890128");
    await page.keyboard.press("F2");
    await page.getByRole("alert").filter({ hasText: "No product has “1234567890128”." }).waitFor();
    expect(await api.purchasesOf(client.id)).toEqual([]);
    await scan(page, "7899999999999");
    await page.keyboard.press("F2");
    await page.getByRole("heading", { name: "Sold: R$379.80" }).waitFor();
  });

  it("that ran short is stored to wait, and looks so", async () => {
    const client = await api.createClient("Jovelina Pérola Negra");
    const product = await api.createRecord("Luz do Repente", 1);
    await using opened = await openTill({ locale: "en-US" });
    const { page, complaints } = opened;
    await chooseClient(page, "Jovelina");
    await scan(page, "luz do repente");
    await page.getByText("1 in stock").waitFor();
    await page.getByLabel("Quantity of Luz do Repente").fill("3");
    await page.getByText("only 1 left").waitFor();
    await button(page, "Sell").click();
    const heading = page.getByRole("heading", { name: "Not sold yet: it waits for stock" });
    await heading.waitFor();
    await isFocused(page, "#till-outcome");
    await page.getByText("Luz do Repente: 2 too few").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("link", { name: "Open the sale" }).click();
    await page.getByText("It waits for stock: nothing was taken yet.").waitFor();
    expect(await api.available(product.id)).toBe(1);
    expect(await api.purchasesOf(client.id)).toMatchObject([{ fulfilled: false }]);
    expect(complaints).toEqual([]);
  });

  it("whose answer was lost is sent again as it was, and sold once", async () => {
    const client = await api.createClient("Elza Soares");
    const product = await api.createRecord("A Mulher do Fim do Mundo", 4);
    await using opened = await openTill({ locale: "en-US" });
    const { page } = opened;
    await chooseClient(page, "Elza");
    await scan(page, "mulher do fim");
    await page.getByText("4 in stock").waitFor();
    await page.route("**/api/purchases", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press("F2");
    await page.getByRole("heading", { name: "It isn't known whether this was sold" }).waitFor();
    await page.getByLabel("Quantity of A Mulher").press("ArrowUp");
    expect(await lines(page)).toEqual([["A Mulher do Fim do Mundo", "1"]]);
    await page.unroute("**/api/purchases");
    await button(page, "Send again").click();
    await page.getByRole("heading", { name: "Sold: R$189.90" }).waitFor();
    expect(await api.purchasesOf(client.id)).toHaveLength(1);
    expect(await api.available(product.id)).toBe(3);
  });

  it("of what isn't for sale any more is refused, and its line says so", async () => {
    const client = await api.createClient("Beth Carvalho");
    const product = await api.createRecord("De Pé no Chão", 2);
    await using opened = await openTill({ locale: "en-US" });
    const { page } = opened;
    await chooseClient(page, "Beth");
    await scan(page, "de pe no chao");
    await page.getByText("2 in stock").waitFor();
    await api.call("PATCH", `/products/${product.id}`, { active: false }, product.version);
    await page.keyboard.press("F2");
    const line = page.getByRole("row").filter({ hasText: "De Pé no Chão" });
    await line.getByText("It isn't for sale any more. Remove it.").waitFor();
    await isFocused(page, `[name=quantity-${product.id}]`);
    expect(await api.purchasesOf(client.id)).toEqual([]);
    await line.getByRole("button", { name: "Remove De Pé no Chão" }).click();
    await page.keyboard.press("F2");
    await page.getByText("Put a product in the basket.").waitFor();
    await isFocused(page, PRODUCT);
  });
});

it("a client is made in place, and the basket outlives leaving the page", async () => {
  await api.createRecord("Axé", 3);
  await using opened = await openTill({ locale: "en-US" });
  const { page, complaints } = opened;
  await page.locator(PRODUCT).focus();
  await scan(page, "axé");
  await page.getByText("3 in stock").waitFor();
  await page.locator(CLIENT).fill("Candeia Filho");
  await button(page, "New client").click();
  expect(await page.getByRole("dialog").getByLabel("Name").inputValue()).toBe("Candeia Filho");
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.locator(".till-buyer").getByText("Candeia Filho").waitFor();
  await page.getByRole("link", { name: "Services" }).click();
  await page.getByRole("heading", { name: "Services", level: 1 }).waitFor();
  await page.getByRole("link", { name: "Till" }).click();
  await page.locator(".till-buyer").getByText("Candeia Filho").waitFor();
  expect(await lines(page)).toEqual([["Axé", "1"]]);
  expect(complaints).toEqual([]);
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "dark", width: 390 },
  { locale: "en-US", colorScheme: "light", width: 1280 },
])("keeps to its width and has no barriers: $locale, $colorScheme, $width", async (look) => {
  const name = `Nara Leão ${look.width}`;
  await api.createClient(name);
  await api.createRecord(`Opinião de Nara ${look.width}`, 1);
  await using opened = await openTill(look);
  const { page, complaints } = opened;
  await chooseClientByClick(page, name);
  await page.locator(PRODUCT).fill(`opinião nara ${look.width}`);
  await page.locator("[role=option]").first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.locator("[role=option]").first().click();
  await page.locator(".till-stock").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.width);
  await page.locator(".till-sell").click();
  await page.locator(".till-outcome.is-sold").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  const receipt = await page.locator(".receipt").innerText();
  expect(receipt).toContain(look.locale === "pt-BR" ? "Sem valor fiscal" : "Not a fiscal document");
  expect(receipt).toContain(name);
  expect(await page.locator(".till-outcome").isVisible()).toBe(false);
  expect(await page.locator(".nav").isVisible()).toBe(false);
  expect(complaints).toEqual([]);
});

async function chooseClientByClick(page: Page, name: string) {
  await page.locator(CLIENT).fill(name);
  await page.getByRole("option", { name }).click();
  await page.locator(".till-buyer").waitFor();
}
