import { beforeAll, describe, expect, it } from "vitest";
import { AS_OWNER, apiOf } from "../stack.ts";
import { findBarriers, type Look } from "./browser.ts";
import { createShop } from "./shop.ts";

const shop = createShop();

const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
];

/** Sells some of a new book and a new record, a book and a record too few, and answers the book's id. */
async function sellSome(): Promise<number> {
  const api = apiOf(shop);
  const created = async (path: string, json: object): Promise<number> => {
    const { status, body } = await api.post(path, json);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  };
  const clientId = await created("/api/clients", { name: "Dona Ivone Lara" });
  const torto = { kind: "book", title: "Torto Arado", author: "Itamar Vieira Junior", priceCents: 5_000 };
  const sorriso = { kind: "record", title: "Sorriso Negro", artist: "Dona Ivone Lara", priceCents: 10_000 };
  const [book, record] = [await created("/api/products", torto), await created("/api/products", sorriso)];
  await created(`/api/stock/${book}/movements`, { delta: 5, reason: "received" });
  await created(`/api/stock/${record}/movements`, { delta: 2, reason: "received" });
  await created("/api/purchases", {
    clientId,
    items: [
      { productId: book, quantity: 3 },
      { productId: record, quantity: 1 },
    ],
  });
  await created("/api/purchases", { clientId, productId: record, quantity: 1 });
  await created("/api/purchases", { clientId, productId: record, quantity: 7 });
  return book;
}

describe("the overview of a new shop", () => {
  it.each(LOOKS)("says that nothing was sold yet ($locale, $width px)", async (look) => {
    await using opened = await shop.open(look);
    const { page, complaints } = opened;
    await page.goto("/");
    const title = look.locale === "pt-BR" ? "Nenhuma venda neste período" : "No sales in this period";
    await page.getByRole("heading", { name: title }).waitFor();
    await page.waitForFunction(() => !document.querySelector(".skeleton"));
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe("the overview of a shop that sells", () => {
  let book: number;
  beforeAll(async () => {
    book = await sellSome();
  });

  it("shows revenue, purchases, ticket and what waits, and what sold best, with the way to it", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/");
    await page.locator(".chart-revenue rect.bar").last().waitFor();
    expect(await page.locator(".sales-tiles .tile-value").allTextContents()).toEqual([
      "R$350.00",
      "2",
      "R$175.00",
      "1",
    ]);
    const rows = page.getByRole("table", { name: "Best sellers" }).getByRole("row");
    expect((await rows.allTextContents()).slice(1)).toEqual([
      "Torto AradoBooks3R$150.00",
      "Sorriso NegroRecords2R$200.00",
    ]);
    const kinds = page.getByRole("table", { name: "By kind" }).getByRole("row");
    expect(await kinds.nth(1).textContent()).toBe("Records2R$200.0057.1%");
    const days = page.getByRole("table", { name: "Day by day" }).getByRole("row");
    expect(await days.count()).toBe(31);
    expect(await days.nth(1).textContent()).toContain("R$350.0025");
    await page.getByRole("link", { name: "Torto Arado" }).click();
    await page.waitForURL(new RegExp(`/catalog/${book}$`));
    expect(complaints).toEqual([]);
  });

  it("keeps its period in the address, beside the one of the API", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/?period=24h");
    await page.getByRole("radio", { name: "7 days", exact: true }).check();
    await page.waitForURL(/\?period=24h&days=7$/);
    const days = page.getByRole("table", { name: "Day by day" }).getByRole("row");
    await expect.poll(() => days.count()).toBe(8);
    await page.getByRole("radio", { name: "365 days" }).check();
    await page.getByRole("heading", { name: "Revenue by week" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Revenue by day" }).waitFor();
    expect(await page.getByRole("radio", { name: "7 days", exact: true }).isChecked()).toBe(true);
    expect(await page.getByRole("radio", { name: "24 h" }).isChecked()).toBe(true);
  });

  it("says in words how it changed", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.route("**/api/sales/summary?*", async (route) => {
      const answer = await (await route.fetch()).json();
      Object.assign(answer.comparison, { revenueCents: 20_000, purchases: 4, averageTicketCents: 17_500 });
      await route.fulfill({ json: answer });
    });
    await page.goto("/");
    await page.locator(".sales-tiles").waitFor();
    const notes = await page.locator(".sales-tiles .tile-note").allTextContents();
    expect(notes).toEqual([
      "75%75% more than in the 30 days before, before: R$200.00",
      "50%50% less than in the 30 days before, before: 4",
      "0%as in the 30 days before, before: R$175.00",
      "before: 0",
    ]);
  });

  it("keeps the API's figures when those of the sales can't be read, and tries again", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.route("**/api/sales/summary?*", (route) =>
      route.fulfill({ status: 502, json: { code: "service-failed", detail: "It failed." } }),
    );
    await page.goto("/");
    await page.getByRole("alert").waitFor();
    await page.getByRole("table", { name: "By route" }).waitFor();
    await page.unroute("**/api/sales/summary?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".sales-tiles").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it.each(LOOKS)("has no barrier and no sideways scroll ($locale, $width px)", async (look) => {
    await using opened = await shop.open(look);
    const { page, complaints } = opened;
    await page.goto("/?days=90");
    await page.locator(".chart-revenue rect.bar").last().waitFor();
    await page.waitForFunction(() => !document.querySelector(".skeleton"));
    expect(await findBarriers(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });

  it("exports its days", async () => {
    const { from, to } = (await apiOf(shop).get("/api/sales/summary?days=7")).body;
    await using opened = await shop.open({ locale: "en-US" });
    await opened.page.goto("/?days=7");
    const link = opened.page.getByRole("link", { name: "Export" });
    expect(await link.getAttribute("href")).toBe(`/api/sales/summary.csv?from=${from}&to=${to}`);
    const answer = await fetch(`${shop.url}/api/sales/summary.csv?from=${from}&to=${to}`, {
      headers: AS_OWNER,
    });
    expect((await answer.text()).trim().split("\r\n")).toHaveLength(8);
  });
});
