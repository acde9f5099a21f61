import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_OWNER } from "../../workers/local/demo-data.ts";
import { accountsApi, PASSWORD } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { catalogApi, createSold } from "./catalog-api.ts";
import { button, isFocused, said } from "./client-page.ts";
import { createShop } from "./shop.ts";

let api: ReturnType<typeof catalogApi>;
let soldId: number;

const RECORD = { kind: "record", artist: "Dona Ivone Lara", genre: "Samba", year: 1981, priceCents: 18_990 };
const BOOK = { kind: "book", author: "Conceição Evaristo", genre: "Contos", year: 2014, priceCents: 4_990 };

const shop = createShop({
  prepare: async (state) => {
    soldId = await createSold(state, { ...RECORD, title: "Serra dos Meus Sonhos Dourados" });
  },
});

beforeAll(async () => {
  api = catalogApi(shop.url);
  for (let n = 1; n <= 60; n++) {
    const artist = n <= 30 ? `Artista ${n}` : "Vários";
    await api.create({
      ...RECORD,
      title: `Compacto ${n}`,
      artist,
      genre: `Gênero ${n % 12}`,
      year: 1950 + n,
    });
  }
  await api.create({ ...BOOK, title: "Olhos d’Água", isbn: "9788534705257", sku: "LV-1" });
  await api.create({ kind: "product", title: "Escova de vinil", brand: "Discolux", priceCents: 4_500 });
  const covered = await api.create({ ...RECORD, title: "Sorriso Negro", ean: "7890001108668" });
  await api.putCover(covered);
});

const cards = (page: Page) => page.locator(".product-card .product-title");
const open = (look: Partial<Look> = {}) => shop.open({ locale: "en-US", ...look });

async function show(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator(".product-grid a, .product-table, .empty").first().waitFor();
}

/** Waits until these and no others are shown. */
async function shows(page: Page, ...titles: string[]): Promise<void> {
  await expect.poll(() => cards(page).allTextContents()).toEqual(titles);
}

describe("the catalogue", () => {
  it("finds a book by its author without accents, and says how many there are", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await page.goto("/");
    await page.getByRole("link", { name: "Catalogue", exact: true }).click();
    await page.getByRole("searchbox", { name: "Search the catalogue" }).fill("conceicao eva");
    await page.waitForURL(/search=conceicao/);
    await shows(page, "Olhos d’Água");
    await said(page, "1 product shown");
    expect(complaints).toEqual([]);
  });

  it("is narrowed by facets, which are in the address and survive a reload", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await show(page, "/catalog");
    await page.getByRole("searchbox", { name: "Find a genre" }).fill("sâmb");
    await page.getByRole("button", { name: /^Samba 2$/ }).click();
    await page.waitForURL(/genre=Samba/);
    await shows(page, "Sorriso Negro", "Serra dos Meus Sonhos Dourados");
    await page.getByLabel("Price (R$): From").fill("1,189.00");
    await page.getByRole("heading", { name: "No product matches" }).waitFor();
    await page.getByLabel("Price (R$): From").fill("189");
    await page.waitForURL(/priceFrom=189$/);
    await page.reload();
    await shows(page, "Sorriso Negro", "Serra dos Meus Sonhos Dourados");
    expect(await page.getByRole("button", { name: /^Samba/ }).getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(".chip").allInnerTexts()).toEqual(["Genre: Samba", "Price: from R$189.00"]);
    expect(await page.getByRole("link", { name: "Export" }).getAttribute("href")).toBe(
      "/api/products.csv?genre=Samba&priceFrom=18900&sort=-createdAt",
    );
    await button(page, "Remove the filter Price: from R$189.00").click();
    await isFocused(page, ".chip");
    await button(page, "Clear filters").click();
    await isFocused(page, "[name=search]");
    await expect.poll(() => new URL(page.url()).search).toBe("");
    expect(complaints).toEqual([]);
  });

  it("has the rare values of a facet found, and whole decades chosen", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await show(page, "/catalog");
    expect(await page.getByRole("button", { name: /^Artista 30/ }).count()).toBe(0);
    await page.getByRole("searchbox", { name: "Find an artist" }).fill("artista 30");
    await page.getByRole("button", { name: /^Artista 30/ }).click();
    await shows(page, "Compacto 30");
    await button(page, "Remove the filter Artist: Artista 30").click();
    await page.getByRole("button", { name: /^1950s 9$/ }).click();
    await page.waitForURL(/yearFrom=1950&yearTo=1959/);
    await expect.poll(() => cards(page).count()).toBe(9);
    await page.getByRole("radio", { name: "Books" }).check();
    await page.getByRole("heading", { name: "No product matches" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("shows covers or a table, as it was chosen last, and sorts both", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await show(page, "/catalog?search=sorriso");
    expect(await page.locator(".product-card img").evaluate((img: HTMLImageElement) => img.complete)).toBe(
      true,
    );
    await page.getByRole("radio", { name: "Table" }).check();
    await page.getByRole("table", { name: "Products" }).waitFor();
    await page.waitForURL(/view=table/);
    await show(page, "/catalog?kind=record");
    await page.getByRole("columnheader", { name: "Price" }).getByRole("button").click();
    await page.waitForURL(/sort=-price/);
    await page.locator(".catalog-sort select").selectOption("title");
    await page.waitForURL(/sort=title/);
    await expect.poll(() => page.locator("tbody a").first().textContent()).toBe("Compacto 1");
    expect(complaints).toEqual([]);
  });

  it("goes on page by page", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await show(page, "/catalog");
    expect(await cards(page).count()).toBe(48);
    await button(page, "Load more").click();
    await expect.poll(() => cards(page).count()).toBe(64);
    await page.getByText("64 products shown · That is all of them").waitFor();
    expect(complaints).toEqual([]);
  });

  it("draws a cover where there is none, and where the picture can't be had", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.route("**/cover/*", (route) => route.abort());
    await show(page, "/catalog?search=sorriso");
    await page.locator(".cover-drawing").waitFor();
    expect(await page.locator(".cover-title").textContent()).toContain("Sorriso");
    expect(await page.locator(".product-card img").count()).toBe(0);
  });

  it("can be tried again when it can't be read", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.route("**/api/products?*", (route) => route.abort());
    await page.goto("/catalog");
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    await page.unroute("**/api/products?*");
    await button(page, "Try again").click();
    await cards(page).first().waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

describe("a product's page", () => {
  it("leads to those of the same artist, genre and year", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await show(page, "/catalog?search=sorriso");
    await page.getByRole("link", { name: "Sorriso Negro" }).click();
    await page.getByRole("heading", { name: "Sorriso Negro", level: 1 }).waitFor();
    await page.getByText("7 890001 108668").first().waitFor();
    await page.getByText("Cover added").waitFor();
    await page.getByRole("link", { name: "1981" }).click();
    await shows(page, "Sorriso Negro", "Compacto 31", "Serra dos Meus Sonhos Dourados");
    expect(complaints).toEqual([]);
  });

  it("takes it off sale and puts it back, and tells so in its history", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    const { id } = await api.create({ ...BOOK, title: "Becos da Memória" });
    await page.goto(`/catalog/${id}`);
    await button(page, "Take off sale").click();
    await said(page, "Becos da Memória isn't for sale any more");
    await page.getByText("State: For sale → Not for sale").waitFor();
    await show(page, "/catalog?state=notForSale");
    await shows(page, "Becos da Memória");
    await page.goto(`/catalog/${id}`);
    await button(page, "Put on sale").click();
    await said(page, "Becos da Memória is for sale now");
    expect(await page.locator(".history b").allTextContents()).toHaveLength(3);
    expect(complaints).toEqual([]);
  });

  it("shows what somebody else made of it, before it is tried again", async () => {
    await using opened = await open();
    const { page } = opened;
    const read = await api.create({ ...BOOK, title: "Ponciá Vicêncio" });
    await page.goto(`/catalog/${read.id}`);
    await button(page, "Take off sale").waitFor();
    const edited = await api.edit(read, { title: "Ponciá Vicêncio (2ª ed.)" });
    await button(page, "Take off sale").click();
    await page.getByRole("alert").filter({ hasText: "Somebody else changed it meanwhile" }).waitFor();
    await page.getByRole("heading", { name: "Ponciá Vicêncio (2ª ed.)" }).waitFor();
    expect((await api.read(read.id)).active).toBe(true);
    await api.edit(edited, { active: false });
    await button(page, "Take off sale").click();
    await said(page, "isn't for sale any more");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("deletes what was never sold, once that is confirmed", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    const { id } = await api.create({ ...BOOK, title: "Insubmissas Lágrimas" });
    await page.goto(`/catalog/${id}`);
    await button(page, "Delete").click();
    await page.getByRole("dialog").getByText("One that was sold is archived").waitFor();
    await page.keyboard.press("Escape");
    await button(page, "Delete").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.waitForURL(/\/catalog$/);
    await page.locator(".outcome").getByText("Insubmissas Lágrimas was deleted").waitFor();
    expect(complaints).toEqual([]);
    await page.goto(`/catalog/${id}`);
    await page.getByRole("heading", { name: "There is no such product" }).waitFor();
  });

  it("archives what was sold, and brings it back", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await page.goto(`/catalog/${soldId}`);
    await button(page, "Delete").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.locator(".outcome").getByText("was sold before, so it was archived").waitFor();
    await page.getByText("Archived on").waitFor();
    expect(await button(page, "Delete").count()).toBe(0);
    await show(page, "/catalog?state=archived");
    await shows(page, "Serra dos Meus Sonhos Dourados");
    await page.goto(`/catalog/${soldId}`);
    await button(page, "Bring back").click();
    await said(page, "is back in the catalogue");
    await page.getByText(`Brought back by ${DEMO_OWNER.name}`).waitFor();
    expect(complaints).toEqual([]);
  });
});

it("a viewer sees the catalogue, and nothing that would change it", async () => {
  const viewer = { email: "viewer@example.com", name: "Clara Nunes", role: "viewer" };
  await accountsApi(shop.url).createPerson(viewer);
  await using opened = await shop.open({ locale: "en-US", signedIn: false });
  const { page, complaints } = opened;
  await page.context().request.post("/api/session", { data: { email: viewer.email, password: PASSWORD } });
  await show(page, "/catalog");
  expect(await page.locator("#content a.button").allInnerTexts()).toEqual(["Export"]);
  await page.goto(`/catalog/${soldId}`);
  await page.locator(".history li").first().waitFor();
  expect(await page.locator("#content a.button").allInnerTexts()).toEqual(["Whole catalogue"]);
  expect(await page.locator("#content button").count()).toBe(0);
  expect(complaints).toEqual([]);
});

const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
];
const PAGES = [
  "/catalog",
  "/catalog?view=table&genre=Samba&priceFrom=9",
  "/catalog?search=zzz",
  "/catalog/1",
  "/catalog/999999",
];

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it.each(PAGES)("%s has no barrier, no sideways scroll and lives with the CSP", async (path) => {
    await using opened = await open(look);
    const { page, complaints } = opened;
    await page.goto(path);
    await page.locator(".load-more, .empty, .history li").first().waitFor();
    if (look.width < 500 && path.startsWith("/catalog?")) await page.locator(".facets-toggle").click();
    expect(await findBarriers(page)).toEqual([]);
    const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
    expect(await page.locator("html").evaluate(overflow)).toBeLessThanOrEqual(0);
    // The browser itself reports the 404 of a product that isn't there.
    expect(complaints.filter((text) => !(path === "/catalog/999999" && text.includes("404")))).toEqual([]);
  });
});
