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

async function openSale(id: number, look: Partial<Look> = { locale: "en-US" }) {
  const opened = await shop.open(look);
  await opened.page.goto(`/purchases/${id}`);
  await opened.page.locator(".history li").first().waitFor();
  return opened;
}

describe("a sale's page", () => {
  it("cancels it for a reason, says what goes back, and the stock is back", async () => {
    const client = await api.createClient("Mercedes Sosa");
    const product = await api.createRecord("Gracias a la Vida", 3);
    const { id } = await api.sell(client.id, [{ productId: product.id, quantity: 2 }]);
    await using opened = await openSale(id);
    const { page, complaints } = opened;
    await page.getByRole("link", { name: "Mercedes Sosa" }).waitFor();
    await button(page, "Cancel sale").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("2 × Gracias a la Vida").waitFor();
    await dialog.getByRole("button", { name: "Cancel sale" }).click();
    await dialog.getByText("Fill this in.").waitFor();
    await isFocused(page, "[name=reason]");
    await page.keyboard.type("Wrong edition");
    await page.keyboard.press("Enter");
    await said(page, `Sale ${id} is cancelled`);
    await isFocused(page, "h1");
    await page.locator(".history").getByText("Cancelled by Dona Ivone Lara").waitFor();
    await page.locator(".history").getByText("Why: Wrong edition").waitFor();
    expect(await button(page, "Cancel sale").count()).toBe(0);
    expect(await api.available(product.id)).toBe(3);
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("that somebody else cancelled meanwhile says so, and shows it as it is", async () => {
    const client = await api.createClient("Violeta Parra");
    const product = await api.createRecord("Run Run se fue pa'l norte", 3);
    const { id } = await api.sell(client.id, [{ productId: product.id, quantity: 1 }]);
    await using opened = await openSale(id);
    const { page } = opened;
    await button(page, "Cancel sale").click();
    await api.call("POST", `/purchases/${id}/cancel`, { reason: "From another till" });
    await page.locator("[name=reason]").fill("Twice");
    await page.keyboard.press("Enter");
    const told = "Somebody else cancelled it meanwhile. This is how it is now.";
    await page.getByRole("alert").filter({ hasText: told }).waitFor();
    await page.locator(".purchase-facts").getByText("From another till").waitFor();
    expect(await api.available(product.id)).toBe(3);
  });

  it("takes some of its items back", async () => {
    const client = await api.createClient("Chavela Vargas");
    const product = await api.createRecord("La Llorona", 3);
    const other = await api.createRecord("Macorina", 1);
    const items = [product, other].map(({ id }, index) => ({ productId: id, quantity: 2 - index }));
    const { id } = await api.sell(client.id, items);
    await using opened = await openSale(id);
    const { page, complaints } = opened;
    await button(page, "Take items back").click();
    await button(page, "Take back").click();
    await page.getByRole("alert").filter({ hasText: "Choose how many come back." }).waitFor();
    await page.locator(`[name=return-${product.id}]`).press("ArrowUp");
    await page.getByText("It goes back into the stock, and R$189.90 is owed to the client.").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await button(page, "Take back").click();
    await said(page, "R$189.90 came back");
    await page.locator(".item-table").getByText("1 came back").waitFor();
    expect(await page.locator(".purchase-total").innerText()).toContain("R$379.80");
    await page.locator(".history").getByText("1 × La Llorona").waitFor();
    expect(await api.available(product.id)).toBe(2);
    expect(complaints).toEqual([]);
  });

  it("that waits is fulfilled once there is enough, and says until then what there is", async () => {
    const client = await api.createClient("Lhasa de Sela");
    const product = await api.createRecord("La Marée Haute", 1);
    const { id } = await api.sell(client.id, [{ productId: product.id, quantity: 3 }]);
    await using opened = await openSale(id, { locale: "pt-BR" });
    const { page } = opened;
    await page.getByText("faltam 2").waitFor();
    await button(page, "Entregar").click();
    const short = "Ainda falta estoqueLa Marée Haute: 1 em estoque para 3 pedidos";
    await page.getByRole("alert").filter({ hasText: short }).waitFor();
    await api.receive(product.id, 5);
    await button(page, "Entregar").click();
    await said(page, `A venda ${id} foi entregue`);
    expect(await api.available(product.id)).toBe(3);
    expect(await page.getByText("faltam 2").count()).toBe(0);
    await page.emulateMedia({ media: "print" });
    const receipt = await page.locator(".receipt").innerText();
    expect(receipt).toContain(`Venda ${id}`);
    expect(receipt).toContain("3 × R$\u00a0189,90");
    expect(await page.locator(".purchase").isVisible()).toBe(false);
  });
});

describe("the list of sales", () => {
  it("is narrowed by client, product, state and total, all in the address", async () => {
    const [ana, bia] = [await api.createClient("Ana Terra"), await api.createClient("Bia Ferreira")];
    const cheap = await api.createRecord("Igreja Lesbiteriana", 9, { priceCents: 1000 });
    const dear = await api.createRecord("Cota Não É Esmola", 1, { priceCents: 50_000 });
    const first = await api.sell(ana.id, [{ productId: cheap.id, quantity: 1 }]);
    const second = await api.sell(bia.id, [{ productId: cheap.id, quantity: 2 }]);
    const third = await api.sell(bia.id, [{ productId: dear.id, quantity: 2 }]);
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    const numbers = () => page.locator("tbody .cell-number").allInnerTexts();
    const shows = async (...ids: number[]) => {
      const shown = ids.length === 1 ? "1 sale shown" : `${ids.length} sales shown`;
      await page.locator(".load-more").getByText(shown).waitFor();
      expect(await numbers()).toEqual(ids.map(String));
    };
    await page.goto("/purchases");
    await page.getByRole("combobox", { name: "Client" }).fill("bia");
    await page.getByRole("option", { name: "Bia Ferreira" }).click();
    await shows(third.id, second.id);
    expect(await page.locator("tbody .cell-client").allInnerTexts()).toEqual([
      "Bia Ferreira",
      "Bia Ferreira",
    ]);
    await page.getByLabel("State").selectOption("Waits for stock");
    await shows(third.id);
    await page.getByRole("button", { name: "Any client instead of Bia Ferreira" }).click();
    await isFocused(page, "[name=client]");
    await page.getByLabel("State").selectOption("All");
    await page.getByRole("combobox", { name: "Product" }).fill("igreja");
    await page.getByRole("option", { name: "Igreja Lesbiteriana" }).click();
    await shows(second.id, first.id);
    await page.getByLabel("Total from").fill("15");
    await shows(second.id);
    expect(new URL(page.url()).search).toBe(`?product=${cheap.id}&totalFrom=15`);
    const csv = await page.getByRole("link", { name: "Export" }).getAttribute("href");
    expect(csv).toBe(`/api/purchases.csv?productId=${cheap.id}&minTotalCents=1500`);
    await page.reload();
    await shows(second.id);
    await page.getByRole("button", { name: "Any product instead of Igreja Lesbiteriana" }).waitFor();
    await page.getByLabel("From", { exact: true }).fill("2001-01-01");
    await page.getByLabel("To", { exact: true }).fill("2001-12-31");
    await page.getByRole("heading", { name: "No sale matches these filters" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("stands on the page of its client, with what they hold", async () => {
    const client = await api.createClient("Marisa Monte");
    const product = await api.createRecord("Verde, Anil, Amarelo", 4);
    const { id } = await api.sell(client.id, [{ productId: product.id, quantity: 2 }]);
    await using opened = await shop.open();
    const { page, complaints } = opened;
    await page.goto(`/clients/${client.id}`);
    await page.locator(".holdings").getByText("Verde, Anil, Amarelo × 2").waitFor();
    await page.getByRole("link", { name: `Venda ${id}` }).click();
    await page.getByRole("heading", { name: `Venda ${id}`, level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  });
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 390 },
  { locale: "en-US", colorScheme: "dark", width: 1280 },
])("keeps to its width and has no barriers: $locale, $colorScheme, $width", async (look) => {
  const client = await api.createClient("Maria Bethânia");
  const product = await api.createRecord(`Álibi ${look.width}`, 1);
  const { id } = await api.sell(client.id, [{ productId: product.id, quantity: 1 }]);
  await using opened = await openSale(id, look);
  const { page, complaints } = opened;
  for (const path of [`/purchases/${id}`, "/purchases", "/purchases?client=999999&state=cancelled"]) {
    await page.goto(path);
    await page.locator("tbody tr, .empty").first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.width);
  }
  expect(complaints).toEqual([]);
});
