import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { button, clientsApi, HOME, isFocused, said } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof clientsApi>;

beforeAll(async () => {
  api = clientsApi(shop.url);
});

const checkbox = (page: Page) => page.getByRole("dialog").getByRole("checkbox");
const confirm = (page: Page) => page.getByRole("dialog").locator("[type=submit]");

/** What following a link saves. */
async function download(page: Page, link: string) {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: link, exact: true }).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

describe("personal data", () => {
  it("is erased by keyboard alone, once the person has said to be sure", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    const client = await api.createClient(HOME);
    await page.goto(client.page);
    await button(page, "Edit Casa").waitFor();
    await button(page, "Erase personal data").focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Erase the personal data of Chiquinha Gonzaga?" });
    await dialog.waitFor();
    expect(await dialog.locator("dt, dd").allTextContents()).toEqual(
      ["Name", "Chiquinha Gonzaga", "E-mail", "not given", "Phone", "not given"].concat([
        "CPF or CNPJ",
        "not given",
        "Addresses",
        "all of them",
      ]),
    );
    await dialog.getByText(`Number ${client.id} in the list, as an inactive client`).waitFor();
    await page.keyboard.press("Escape");
    // A closed dialog is out of sight before it is gone.
    await page.locator("dialog").waitFor({ state: "detached" });
    await isFocused(page, ".personal-data .button-danger");
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await isFocused(page, "[type=checkbox]");
    expect(await api.call("GET", `/${client.id}`)).toMatchObject({ version: 1, erasedAt: null });
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await said(page, "The personal data was erased");
    await page.getByRole("heading", { name: "[erased]" }).waitFor();
    await isFocused(page, "h1");
    await page.getByText("The personal data of this client was erased on").waitFor();
    await page.getByRole("heading", { name: "Latest sales" }).waitFor();
    expect(await page.getByRole("region").locator("h2").allTextContents()).toEqual([
      "Latest sales",
      "History",
    ]);
    expect(await button(page, "Edit").count()).toBe(0);
    expect(await api.call("GET", `/${client.id}`)).toMatchObject({ name: "[erased]", status: "inactive" });
    expect(await api.read(client.path)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("of a client who was changed meanwhile is looked at again", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient();
    await page.goto(client.page);
    await button(page, "Erase personal data").click();
    await api.call("PATCH", `/${client.id}`, { name: "Francisca Gonzaga" }, 1);
    await checkbox(page).check();
    await confirm(page).click();
    await page.getByRole("alert").filter({ hasText: "Somebody else changed this client" }).waitFor();
    await page.getByRole("dialog", { name: "of Francisca Gonzaga?" }).waitFor();
    expect(await checkbox(page).isChecked()).toBe(false);
    expect(await api.call("GET", `/${client.id}`)).toMatchObject({ name: "Francisca Gonzaga" });
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Francisca Gonzaga", level: 1 }).waitFor();
    await button(page, "Erase personal data").click();
    await checkbox(page).check();
    await confirm(page).click();
    await page.getByRole("heading", { name: "[erased]" }).waitFor();
  });

  it("stays when it can't be erased, and the question too", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient();
    await page.goto(client.page);
    await button(page, "Erase personal data").click();
    await checkbox(page).check();
    await page.route("**/erase", (route) => route.abort());
    await confirm(page).click();
    await page.getByRole("alert").filter({ hasText: "The data was not erased" }).waitFor();
    expect(await checkbox(page).isChecked()).toBe(true);
    await page.unroute("**/erase");
    await confirm(page).click();
    await page.getByRole("heading", { name: "[erased]" }).waitFor();
  });

  it("is exported as a file", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient(HOME);
    await page.goto(client.page);
    const { name, text } = await download(page, "Export data (JSON)");
    expect(name).toBe(`client-${client.id}.json`);
    expect(JSON.parse(text)).toMatchObject({
      client: { name: "Chiquinha Gonzaga" },
      addresses: [{ street: "Rua das Laranjeiras", postalCode: "18010000" }],
    });
    expect(new URL(page.url()).pathname).toBe(client.page);
  });
});

describe("the list", () => {
  it("is exported as CSV, as it is searched and sorted", async () => {
    await using opened = await shop.open();
    const { page } = opened;
    for (const name of ["Zequinha de Abreu", "Pixinguinha", "Zequinha da Silva"]) {
      await api.call("POST", "", { name });
    }
    const names = ({ text }: { text: string }) => text.match(/Zequinha [\w ]+|Pixinguinha/g);
    await page.goto("/clients?sort=-name");
    const whole = await download(page, "Exportar");
    expect(whole.name).toBe("clients.csv");
    expect(names(whole)).toEqual(["Zequinha de Abreu", "Zequinha da Silva", "Pixinguinha"]);
    await page.getByRole("searchbox").fill("zequinha");
    await page.waitForURL(/search=zequinha/);
    const found = await download(page, "Exportar");
    expect(names(found)?.toSorted()).toEqual(["Zequinha da Silva", "Zequinha de Abreu"]);
    expect(found.text.trimEnd().split("\n")).toHaveLength(3);
  });
});

const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
];

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it("question, change and erased client have no barrier and no sideways scroll", async () => {
    await using opened = await shop.open(look);
    const { page, complaints } = opened;
    const client = await api.createClient(HOME);
    const inspect = async () => {
      expect(await findBarriers(page)).toEqual([]);
      const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
      const root = page.locator("dialog[open], html:not(:has(dialog[open]))");
      expect(await root.evaluate(overflow)).toBeLessThanOrEqual(0);
    };
    await page.goto(client.page);
    await button(page, look.locale === "pt-BR" ? "Apagar dados pessoais" : "Erase personal data").click();
    await page.getByRole("dialog").waitFor();
    await inspect();
    await page.setViewportSize({ width: look.width, height: 480 });
    const box = (await page.getByRole("dialog").boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(480);
    await api.call("PATCH", `/${client.id}`, { email: "a".repeat(60) + "@example.com" }, 1);
    await checkbox(page).check();
    await confirm(page).click();
    await page.getByRole("alert").waitFor();
    await checkbox(page).check();
    await inspect();
    await confirm(page).click();
    const name = look.locale === "pt-BR" ? "[dados apagados]" : "[erased]";
    await page.getByRole("heading", { name }).waitFor();
    await inspect();
    // The browser itself reports what the API refused.
    expect(complaints.filter((text) => !text.includes("status of 412"))).toEqual([]);
  });
});
