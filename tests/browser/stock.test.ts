import { beforeAll, describe, expect, it } from "vitest";
import { accountsApi, PASSWORD } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { salesApi } from "./sales-api.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof salesApi>;

beforeAll(async () => {
  api = salesApi(shop.url);
});

async function openStock(productId: number, look: Partial<Look> = { locale: "en-US" }) {
  const opened = await shop.open(look);
  await opened.page.goto(`/stock/${productId}`);
  await opened.page.locator(".stock-available").waitFor();
  return opened;
}

describe("a product's stock", () => {
  it("is received, and corrected to what was counted, with the difference said before", async () => {
    const product = await api.createRecord("Coisas", 0);
    await using opened = await openStock(product.id);
    const { page, complaints } = opened;
    await page.getByText("0 in stock").waitFor();
    await page.getByText("Nothing moved yet").waitFor();
    await page.getByLabel("How many").fill("12");
    await page.getByLabel("Note").fill("Invoice 1042");
    await page.keyboard.press("Enter");
    await said(page, "Stored: 12 in stock now");
    await page.locator(".movement-table").getByText("Invoice 1042").waitFor();

    await page.getByRole("radio", { name: "Correct" }).check();
    await page.getByLabel("Counted").fill("9");
    await page.getByText("−3 against the 12 that are stored").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Say why it is corrected.").waitFor();
    await isFocused(page, "[name=note]");
    await page.keyboard.type("Three had no sleeve");
    await page.keyboard.press("Enter");
    await said(page, "Stored: 9 in stock now");
    await page.locator(".movement-table").getByText("Three had no sleeve").waitFor();
    const deltas = await page.locator("tbody .cell-delta").allInnerTexts();
    expect(deltas).toEqual(["−3", "+12"]);
    expect(await api.available(product.id)).toBe(9);
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("isn't written off below none, however late that is known", async () => {
    const client = await api.createClient("Moacir Santos");
    const product = await api.createRecord("Ouro Negro", 4);
    await using opened = await openStock(product.id, { locale: "pt-BR" });
    const { page } = opened;
    await page.getByRole("radio", { name: "Dar baixa" }).check();
    await page.getByLabel("Quantos").fill("3");
    const { id } = await api.sell(client.id, [{ productId: product.id, quantity: 2 }]);
    await page.keyboard.press("Enter");
    await page.getByText("Só há 2.").waitFor();
    await isFocused(page, "[name=quantity]");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await said(page, "Guardado: agora 0 em estoque");
    expect(await api.available(product.id)).toBe(0);
    await page.getByText("Esgotado").waitFor();
    await page.getByRole("link", { name: `venda ${id}` }).click();
    await page.getByRole("heading", { name: `Venda ${id}`, level: 1 }).waitFor();
  });

  it("takes a low mark although a sale moved it meanwhile, and not over somebody else's mark", async () => {
    const client = await api.createClient("Johnny Alf");
    const product = await api.createRecord("Rapaz de Bem", 6);
    await using opened = await openStock(product.id);
    const { page } = opened;
    await api.sell(client.id, [{ productId: product.id, quantity: 1 }]);
    await page.getByLabel("Low from").fill("5");
    await page.keyboard.press("Enter");
    await said(page, "Stored: low from 5");
    await page.getByText("5 in stock").waitFor();
    expect(await api.stock(product.id)).toMatchObject({ lowAt: 5, available: 5 });
    const { version } = await api.stock(product.id);
    await api.call("PATCH", `/stock/${product.id}`, { lowAt: 2 }, version);
    await page.getByLabel("Low from").fill("8");
    await page.keyboard.press("Enter");
    await page
      .getByRole("alert")
      .filter({ hasText: "Somebody else changed the mark to 2 meanwhile." })
      .waitFor();
    expect(await api.stock(product.id)).toMatchObject({ lowAt: 2 });
    await page.keyboard.press("Enter");
    await said(page, "Stored: low from 8");
  });
});

describe("the list of stock", () => {
  it("finds products, shows what is low, and proves the ledger", async () => {
    const product = await api.createRecord("Maria Fumaça", 2);
    await api.createRecord("Banda Black Rio ao vivo", 50);
    const { version } = await api.stock(product.id);
    await api.call("PATCH", `/stock/${product.id}`, { lowAt: 3 }, version);
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/stock");
    await page.getByRole("searchbox").fill("black rio");
    await page.locator(".load-more").getByText("1 product shown").waitFor();
    expect(await page.locator("tbody .cell-available").allInnerTexts()).toEqual(["50"]);
    await page.getByRole("radio", { name: "Low" }).check();
    await page.waitForURL(/show=low/);
    const row = page.getByRole("row").filter({ hasText: "Maria Fumaça" });
    await row.getByText("Low", { exact: true }).waitFor();
    expect(await page.getByRole("row").filter({ hasText: "Black Rio" }).count()).toBe(0);
    await button(page, "Check the ledger").click();
    await page.getByText(/^All right: \d+ products are the sum of \d+ movements$/).waitFor();
    await row.getByRole("link").click();
    await page.getByRole("heading", { name: "Stock of Maria Fumaça", level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("says which stock differs from its movements", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const steps = [
      { items: [], checked: { products: 40, movements: 5000 }, nextCursor: "more" },
      {
        items: [{ productId: 7, available: 3, movements: 5 }],
        checked: { products: 2, movements: 9 },
        nextCursor: null,
      },
    ];
    await page.route("**/api/stock/reconciliation*", (route) => route.fulfill({ json: steps.shift() }));
    await page.goto("/stock");
    await button(page, "Check the ledger").click();
    await page.getByText("1 differ from their movements").waitFor();
    await page.getByText("Product 7: Says 3, movements come to 5").waitFor();
    expect(steps).toEqual([]);
  });

  it("is there to read for a viewer, and on the product's page", async () => {
    const viewer = { email: "clara@example.com", name: "Clara Nunes", role: "viewer" };
    await accountsApi(shop.url).createPerson(viewer);
    const product = await api.createRecord("Canto das Três Raças", 7);
    await using opened = await shop.open({ locale: "en-US", signedIn: false });
    const { page, complaints } = opened;
    await page.context().request.post("/api/session", { data: { email: viewer.email, password: PASSWORD } });
    await page.goto(`/catalog/${product.id}`);
    await page.getByRole("link", { name: "7 in stock" }).click();
    await page.locator(".movement-table").getByText("+7").waitFor();
    expect(await page.locator("#content form").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "dark", width: 390 },
  { locale: "en-US", colorScheme: "light", width: 1280 },
])("keeps to its width and has no barriers: $locale, $colorScheme, $width", async (look) => {
  const product = await api.createRecord(`Um título que não acaba mais para caber ${look.width}`, 3);
  await using opened = await openStock(product.id, look);
  const { page, complaints } = opened;
  for (const path of [`/stock/${product.id}`, "/stock", "/stock/999999"]) {
    await page.goto(path);
    await page.locator("tbody tr, .empty").first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.width);
  }
  expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
});
