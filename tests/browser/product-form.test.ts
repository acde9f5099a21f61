import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { samplePicture } from "../../workers/catalog/pictures/test-pictures.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { bigPhoto, drawnPicture, productsApi } from "./product-form-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof productsApi>;

beforeAll(async () => {
  api = productsApi(shop.url);
});

const open = (look: Partial<Look> = { locale: "en-US" }) => shop.open(look);
const field = (page: Page, name: string) => page.locator(`[name=${name}]`);
const chooser = (page: Page) => page.locator(".cover-panel input[type=file]").first();
const picture = (
  name: Parameters<typeof samplePicture>[0],
  called = "photo.jpg",
  mimeType = "image/jpeg",
) => ({
  name: called,
  mimeType,
  buffer: Buffer.from(samplePicture(name)),
});

/** The id of the product whose page was opened after saving. */
async function savedId(page: Page): Promise<number> {
  await page.waitForURL(/\/catalog\/\d+$/);
  return Number(page.url().split("/").at(-1));
}

async function fillRecord(page: Page, title: string) {
  await page.goto("/catalog/new");
  await field(page, "title").fill(title);
  await field(page, "artist").fill("Dona Ivone Lara");
  await field(page, "priceCents").fill("89,90");
}

describe("a new product", () => {
  it("is a book with a cover, by keyboard and file chooser", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await page.goto("/catalog/new?kind=book");
    await field(page, "title").focus();
    await page.keyboard.type("Quincas Borba");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Machado de Assis");
    for (const text of ["Romance", "1891", "Garnier", "388", "85-359-0277-5", "39.90", "lv-1"]) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(text);
    }
    await field(page, "isbn").fill("978-85-359-0277-8");
    await page.getByText("The check digit matches").waitFor();
    // Before the focus goes there: the browser has to know in time that the choice comes from here.
    const choosing = page.waitForEvent("filechooser");
    await chooser(page).focus();
    await page.keyboard.press("Enter");
    await (await choosing).setFiles(await drawnPicture(page, 900, 1200, "image/png"));
    await said(page, "drawn is ready");
    await isFocused(page, ".cover-buttons input");
    await page.keyboard.press("Shift+Tab");
    await page.locator("[type=submit]").focus();
    await page.keyboard.press("Enter");
    const id = await savedId(page);
    await said(page, "Quincas Borba was saved");
    const stored = await api.read(id);
    expect(stored).toMatchObject({
      kind: "book",
      title: "Quincas Borba",
      author: "Machado de Assis",
      genre: "Romance",
      year: 1891,
      publisher: "Garnier",
      pages: 388,
      isbn: "9788535902778",
      priceCents: 3990,
      sku: "LV-1",
      ean: null,
      active: true,
      cover: { type: "image/png", width: 900, height: 1200 },
      version: 2,
    });
    const thumbnail = await api.file(stored.cover!.thumbnailUrl);
    expect(thumbnail.type).toBe("image/webp");
    expect(thumbnail.bytes.length).toBeLessThan(256 * 1024);
    expect(await sizeOf(page, stored.cover!.thumbnailUrl)).toEqual([300, 400]);
    expect(complaints).toEqual([]);
  });

  it("has the fields of its kind, and another kind keeps what both have", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/catalog/new");
    await field(page, "title").fill("Nara");
    await field(page, "artist").fill("Nara Leão");
    await field(page, "genre").fill("Bossa nova");
    await page.getByRole("radio", { name: "Book" }).check();
    expect(await field(page, "artist").count()).toBe(0);
    expect(await field(page, "genre").inputValue()).toBe("Bossa nova");
    expect(page.url()).toContain("kind=book");
    await page.getByRole("radio", { name: "Record" }).check();
    expect(await field(page, "artist").inputValue()).toBe("Nara Leão");
    await page.getByRole("radio", { name: "Product", exact: true }).check();
    await page.locator("textarea").fill("Two\nlines");
    await field(page, "priceCents").fill("R$ 1.234,50");
    await field(page, "active").uncheck();
    await button(page, "Save product").click();
    expect(await api.read(await savedId(page))).toMatchObject({
      kind: "product",
      title: "Nara",
      description: "Two\nlines",
      priceCents: 123_450,
      active: false,
    });
    await page.goto("/catalog/new");
    expect(await field(page, "title").inputValue()).toBe("");
  });

  it("is told at the field what is wrong, once that was left, and before it is sent", async () => {
    await using opened = await open();
    const { page } = opened;
    await api.create({ kind: "record", title: "Nara", artist: "Nara Leão", priceCents: 1, sku: "TAKEN" });
    await page.goto("/catalog/new?kind=book");
    const isbn = field(page, "isbn");
    await isbn.pressSequentially("978-85-359-02");
    await page.getByText("10 digits so far").waitFor();
    await isbn.fill("978-85-359-0277-5");
    expect(await isbn.getAttribute("aria-invalid")).toBeNull();
    await isbn.blur();
    await page.getByText("The check digit of this ISBN doesn't match").waitFor();
    expect(await isbn.getAttribute("aria-invalid")).toBe("true");
    await isbn.fill("978-85-359-0277-8");
    expect(await isbn.getAttribute("aria-invalid")).toBeNull();

    await field(page, "title").fill("Dom Casmurro");
    await field(page, "priceCents").fill("19,9");
    await field(page, "sku").fill("taken");
    expect(await field(page, "priceCents").inputValue()).toBe("19.90");
    await button(page, "Save product").click();
    await page.getByRole("alert").filter({ hasText: "Correct the marked field" }).waitFor();
    await isFocused(page, "[name=author]");
    await page.keyboard.type("Machado de Assis");
    await button(page, "Save product").click();
    await page.getByText("Another product has this SKU").waitFor();
    await isFocused(page, "[name=sku]");
    await page.keyboard.type("-2");
    expect(await page.getByText("Another product has this SKU").count()).toBe(0);
    await page.keyboard.press("Enter");
    expect(await api.read(await savedId(page))).toMatchObject({ sku: "TAKEN-2", priceCents: 1990 });
  });

  it("suggests what other products have", async () => {
    await using opened = await open();
    const { page } = opened;
    await api.create({ kind: "record", title: "Elis", artist: "Elis Regina", priceCents: 1 });
    await page.goto("/catalog/new");
    await field(page, "artist").pressSequentially("el");
    const option = page.locator("datalist option", { hasText: "Elis" });
    await option.waitFor({ state: "attached" });
    expect(await option.textContent()).toBe("Elis Regina");
  });

  it("is stored once, though the answer was lost", async () => {
    await using opened = await open();
    const { page } = opened;
    await fillRecord(page, "Sorriso Negro");
    await page.route("**/api/products", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, "Save product").click();
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    await page.unroute("**/api/products");
    await button(page, "Save product").click();
    await savedId(page);
    expect(await api.search("sorriso")).toHaveLength(1);
  });
});

describe("a cover", () => {
  it("is pasted, dropped, and discarded", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await fillRecord(page, "Colado");
    await give(page, "paste", "png");
    await page.locator(".cover-name", { hasText: "Pasted picture" }).waitFor();
    await give(page, "drop", "jpeg");
    await page.locator(".cover-name", { hasText: "dropped" }).waitFor();
    await button(page, "Don't use it").click();
    await page.getByText("Choose a picture").waitFor();
    await isFocused(page, ".cover-panel input");
    await give(page, "drop", "png");
    await page.locator(".cover-shown img").waitFor();
    expect(await page.locator(".cover-shown img").getAttribute("src")).toMatch(/^data:image\/webp/);
    await button(page, "Save product").click();
    const { cover } = await api.read(await savedId(page));
    expect(cover).toMatchObject({ type: "image/png", width: 24, height: 16 });
    expect(complaints).toEqual([]);
  });

  it("tells nothing of the place, is what its bytes say, and stands upright", async () => {
    await using opened = await open();
    const { page } = opened;
    await fillRecord(page, "Sem Lugar");
    await chooser(page).setInputFiles(picture("jpegOfPhone", "lie.png", "image/png"));
    await page.getByText("16 × 24 pixels").waitFor();
    await button(page, "Save product").click();
    const { cover } = await api.read(await savedId(page));
    expect(cover).toMatchObject({ type: "image/jpeg", width: 16, height: 24 });
    // The tag of EXIF under which the coordinates are, an author, and a comment.
    const told = [Buffer.from([0x88, 0x25, 0, 4]), "Ana", "segredo"];
    const original = Buffer.from(samplePicture("jpegOfPhone"));
    expect(told.every((secret) => original.includes(secret))).toBe(true);
    for (const url of [cover!.url, cover!.thumbnailUrl]) {
      const { bytes } = await api.file(url);
      expect(told.some((secret) => bytes.includes(secret))).toBe(false);
    }
  });

  it("is made smaller where it is too large, and refused in words where it can't be read", async () => {
    await using opened = await open();
    const { page } = opened;
    await fillRecord(page, "Grande");
    await chooser(page).setInputFiles(await bigPhoto(page));
    await page.getByText("Made smaller: it had 3,000 × 1,500 pixels").waitFor();
    const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    const broken = Buffer.from(samplePicture("jpeg").slice(0, 60));
    const refusals = [
      { name: "a.heic", mimeType: "image/heic", buffer: heic, words: "can't read HEIC" },
      { name: "a.jpg", mimeType: "image/jpeg", buffer: broken, words: "The picture is broken" },
      {
        name: "a.jpg",
        mimeType: "image/jpeg",
        buffer: Buffer.from("hello"),
        words: "The file is no picture",
      },
    ];
    for (const { words, ...file } of refusals) {
      await chooser(page).setInputFiles(file);
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
    }
    await button(page, "Save product").click();
    const { cover } = await api.read(await savedId(page));
    expect(cover).toMatchObject({ type: "image/webp", width: 2400, height: 1200 });
  });

  it("that fails leaves the product saved, and is sent again without choosing anew", async () => {
    await using opened = await open();
    const { page } = opened;
    await fillRecord(page, "Insistente");
    await chooser(page).setInputFiles(picture("jpeg"));
    await page.locator(".cover-shown").waitFor();
    await page.route("**/cover", (route) => route.abort());
    await button(page, "Save product").click();
    await page.waitForURL(/\/catalog\/\d+\/edit$/);
    const alert = page.getByRole("alert").filter({ hasText: "The product is saved, but its cover isn't" });
    await alert.waitFor();
    expect(await api.search("insistente")).toMatchObject([{ cover: null, version: 1 }]);
    await page.unroute("**/cover");
    await alert.getByRole("button", { name: "Try again" }).click();
    expect(await api.read(await savedId(page))).toMatchObject({ cover: { width: 24 }, version: 2 });
  });

  it("whose answer was lost is the one that is there", async () => {
    await using opened = await open();
    const { page } = opened;
    await fillRecord(page, "Perdida");
    await chooser(page).setInputFiles(picture("jpeg"));
    await page.locator(".cover-shown").waitFor();
    await page.route("**/cover", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, "Save product").click();
    await page.getByRole("alert").waitFor();
    await page.unroute("**/cover");
    await button(page, "Save changes").click();
    expect((await api.read(await savedId(page))).version).toBe(2);
  });

  it("waits for who has to sign in again, and can be stopped", async () => {
    await using opened = await open();
    const { page } = opened;
    await fillRecord(page, "Demorada");
    await chooser(page).setInputFiles(picture("jpeg"));
    await page.locator(".cover-shown").waitFor();
    await page.route("**/cover", () => {});
    await button(page, "Save product").click();
    await button(page, "Stop").click();
    await page.getByRole("alert").filter({ hasText: "You stopped it" }).waitFor();
    await page.unroute("**/cover");
    await page.context().request.delete("/api/session");
    await button(page, "Save changes").click();
    await isFocused(page, "dialog [name=password]");
    await page.keyboard.type("fachada-demo");
    await page.keyboard.press("Enter");
    expect(await api.read(await savedId(page))).toMatchObject({ cover: { width: 24 }, version: 2 });
  });
});

describe("editing", () => {
  it("sends what was changed, and replaces and removes the cover", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    const { id } = await api.create({
      kind: "book",
      title: "Iracema",
      author: "Alencar",
      priceCents: 1890,
      pages: 96,
    });
    await page.goto(`/catalog/${id}/edit`);
    expect(await field(page, "priceCents").inputValue()).toBe("18.90");
    expect(await page.getByRole("radio").count()).toBe(0);
    await field(page, "author").fill("José de Alencar");
    await field(page, "pages").fill("");
    await chooser(page).setInputFiles(picture("webp", "capa.webp", "image/webp"));
    await page.locator(".cover-shown").waitFor();
    const patch = page.waitForRequest((request) => request.method() === "PATCH");
    await button(page, "Save changes").click();
    expect((await patch).postDataJSON()).toEqual({ author: "José de Alencar", pages: null });
    await savedId(page);
    expect(await api.read(id)).toMatchObject({ cover: { type: "image/webp" }, version: 3 });

    await page.goto(`/catalog/${id}/edit`);
    await page.locator(".cover-shown img").waitFor();
    await button(page, "Remove").click();
    await page.getByText("The cover is removed when you save.").first().waitFor();
    await button(page, "Keep the old one").click();
    await button(page, "Remove").click();
    await button(page, "Save changes").click();
    await savedId(page);
    expect(await api.read(id)).toMatchObject({ cover: null, version: 4 });
    expect(complaints).toEqual([]);
  });

  it("that meets another edit shows both, and loses nothing", async () => {
    await using opened = await open();
    const { page } = opened;
    const { id } = await api.create({
      kind: "record",
      title: "Elis",
      artist: "Elis Regina",
      priceCents: 5000,
    });
    await page.goto(`/catalog/${id}/edit`);
    await field(page, "priceCents").fill("45");
    await field(page, "year").fill("1972");
    await chooser(page).setInputFiles(picture("jpeg"));
    await page.locator(".cover-shown").waitFor();
    await api.change(id, { priceCents: 6000, label: "Philips", active: false });
    await button(page, "Save changes").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("group", { name: "Price" }).getByText("60.00").waitFor();
    expect(await dialog.getByRole("group").count()).toBe(4);
    await dialog.getByRole("group", { name: "Price" }).getByRole("radio", { name: "Theirs" }).check();
    await page.keyboard.press("Escape");
    expect(await field(page, "priceCents").inputValue()).toBe("45.00");
    await button(page, "Save changes").click();
    const theirs = dialog.getByRole("group", { name: "Price" }).getByRole("radio", { name: "Theirs" });
    expect(await theirs.isChecked()).toBe(true);
    await button(page, "Save the chosen").click();
    await savedId(page);
    expect(await api.read(id)).toMatchObject({
      priceCents: 6000,
      year: 1972,
      label: "Philips",
      active: false,
      cover: { width: 24 },
    });
  });

  it("that meets another cover asks which one, and another edit doesn't matter to it", async () => {
    await using opened = await open();
    const { page } = opened;
    const { id } = await api.create({
      kind: "record",
      title: "Capas",
      artist: "Elis Regina",
      priceCents: 5000,
    });
    await page.goto(`/catalog/${id}/edit`);
    await chooser(page).setInputFiles(picture("jpeg"));
    await page.locator(".cover-shown").waitFor();
    await api.change(id, { year: 1974 });
    await button(page, "Save changes").click();
    await savedId(page);
    expect(await api.read(id)).toMatchObject({ year: 1974, cover: { type: "image/jpeg" } });

    await page.goto(`/catalog/${id}/edit`);
    await chooser(page).setInputFiles(picture("webp"));
    await page.getByText("It is stored when you save.").waitFor();
    await api.putCover(id, samplePicture("png"));
    await button(page, "Save changes").click();
    await page.getByRole("dialog", { name: "Somebody else changed the cover" }).waitFor();
    expect((await api.read(id)).cover).toMatchObject({ type: "image/png" });
    await button(page, "Use yours").click();
    await savedId(page);
    expect((await api.read(id)).cover).toMatchObject({ type: "image/webp" });
  });

  it("is kept when the page is left, with its picture", async () => {
    await using opened = await open();
    const { page } = opened;
    const { id } = await api.create({ kind: "product", title: "Flauta", priceCents: 5000 });
    await page.goto(`/catalog/${id}/edit`);
    await field(page, "brand").fill("Yamaha");
    await chooser(page).setInputFiles(picture("jpeg"));
    await page.locator(".cover-shown").waitFor();
    await page.getByRole("link", { name: "Services", exact: true }).click();
    await page.getByRole("heading", { name: "Services" }).waitFor();
    await page.goBack();
    expect(await field(page, "brand").inputValue()).toBe("Yamaha");
    await page.locator(".cover-shown").waitFor();
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("[name=brand]")?.value === "");
  });
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
])("the form has no barrier in $locale, $colorScheme, $width px", async (look) => {
  await using opened = await open(look);
  const { page, complaints } = opened;
  await page.goto("/catalog/new?kind=book");
  await page.locator("[type=submit]").click();
  await page.getByRole("alert").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await chooser(page).setInputFiles({ ...picture("jpeg"), name: `${"capa-".repeat(20)}.jpg` });
  await page.locator(".cover-shown").waitFor();
  await chooser(page).setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
  await page.getByRole("alert").nth(1).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});

async function sizeOf(page: Page, url: string): Promise<number[]> {
  return page.evaluate(async (src) => {
    const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
    return [width, height];
  }, url);
}

/** Pastes or drops a picture, as the browser would tell of it. */
async function give(page: Page, how: "paste" | "drop", name: Parameters<typeof samplePicture>[0]) {
  await page.evaluate(
    ([how, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "dropped", { type: "image/jpeg" }));
      const options = { bubbles: true, cancelable: true };
      const target = document.querySelector(".cover-panel")!;
      if (how === "paste")
        document.body.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: data }));
      else
        for (const type of ["dragenter", "dragover", "drop"])
          target.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: data }));
    },
    [how, [...samplePicture(name)]] as const,
  );
}
