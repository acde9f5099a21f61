import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { button, clientsApi, field, HOME, isFocused, said, SHOP } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof clientsApi>;

beforeAll(async () => {
  api = clientsApi(shop.url);
});

const items = (page: Page) => page.getByRole("region", { name: "Addresses" }).getByRole("listitem");

describe("the addresses of a client", () => {
  it("are added, made primary, edited and deleted by keyboard alone", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    const client = await api.createClient(SHOP);
    await page.goto(client.page);
    await button(page, "Add address").focus();
    await page.keyboard.press("Enter");
    await isFocused(page, "[name=label]");
    for (const text of ["Casa", "18010000", "Rua das Laranjeiras", "12", "", "Centro", "Sorocaba"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    expect(await field(page, "postalCode").inputValue()).toBe("18010-000");
    for (const key of ["End", "ArrowUp", "ArrowUp", "Tab"]) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await said(page, "Casa was saved");
    await isFocused(page, "#add-address");
    expect(await items(page).locator("h3, h3 + .badge, p").allTextContents()).toEqual([
      "Address",
      "Primary",
      "Avenida Atlântica — Rio de Janeiro/RJ — 22010-000",
      "Casa",
      "Rua das Laranjeiras, 12 — Centro — Sorocaba/SP — 18010-000",
    ]);

    await button(page, "Make primary Casa").focus();
    await page.keyboard.press("Enter");
    await said(page, "The primary address is Casa now");
    expect(await items(page).locator("h3 + .badge").count()).toBe(1);
    expect(await items(page).first().textContent()).toMatch(/^Casa\s*Primary/);
    const edit = `#edit-address-${(await api.read(client.path))[0]!.id}`;
    await isFocused(page, edit);

    await page.keyboard.press("Enter");
    await isFocused(page, "[name=label]");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Casa da avó");
    const patch = page.waitForRequest((request) => request.method() === "PATCH");
    await page.keyboard.press("Enter");
    expect((await patch).postDataJSON()).toEqual({ label: "Casa da avó" });
    await said(page, "Casa da avó was saved");
    await isFocused(page, edit);

    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("The primary address will be Avenida Atlântica.").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await said(page, "Casa da avó was deleted");
    await isFocused(page, "#addresses-title");
    expect(await items(page).locator("h3, h3 + .badge").allTextContents()).toEqual(["Address", "Primary"]);
    expect(await api.read(client.path)).toMatchObject([{ ...SHOP, primary: true }]);
    expect(complaints).toEqual([]);
  });

  it("are all within reach, and stay so after a change", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient(
      ...Array.from({ length: 52 }, (_, n) => ({ ...SHOP, label: `Stall ${n + 1}` })),
    );
    await page.goto(client.page);
    await page.getByText("50 addresses shown").waitFor();
    await page.getByRole("region", { name: "Addresses" }).getByText("Load more").click();
    await page.getByText("52 addresses shown · That is all of them").waitFor();
    await button(page, "Delete Stall 51").click();
    await button(page, "Delete address").click();
    await page.getByText("51 addresses shown").waitFor();
    expect(await items(page).last().locator("h3").textContent()).toBe("Stall 52");
    expect(await button(page, "Edit Stall 51").count()).toBe(0);
  });

  it("say when they can't be read or changed, and are tried again", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient(HOME, SHOP);
    await page.route("**/addresses**", (route) => route.abort());
    await page.goto(client.page);
    await page.getByRole("alert").filter({ hasText: "This could not be loaded" }).waitFor();
    await page.unroute("**/addresses**");
    await button(page, "Try again").click();
    await button(page, "Delete Casa").waitFor();
    await page.route("**/addresses/**", (route) => route.abort());
    await button(page, "Delete Casa").click();
    await button(page, "Delete address").click();
    await page.getByRole("alert").filter({ hasText: "The address was not deleted" }).waitFor();
    await button(page, "Make primary Avenida Atlântica").click();
    await page.getByRole("alert").filter({ hasText: "The primary address was not changed" }).waitFor();
    expect(await items(page).count()).toBe(2);
    // What somebody else deleted is as good as deleted.
    await page.unroute("**/addresses/**");
    await api.call("DELETE", `${client.path}/${client.stored[0]!.id}`);
    await button(page, "Delete Casa").click();
    await button(page, "Delete address").click();
    await said(page, "Casa was deleted");
    expect(await items(page).count()).toBe(1);
  });
});

describe("the form", () => {
  it("says at each field what was refused", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient();
    await page.goto(client.page);
    await page.getByText("No addresses yet").waitFor();
    await button(page, "Add address").click();
    await field(page, "postalCode").fill("1801");
    await page.keyboard.press("Enter");
    await page.getByText("Write the 8 digits of the CEP, such as 01310-100.").waitFor();
    await isFocused(page, "[name=postalCode]");
    for (const name of ["street", "city", "state"]) {
      expect(await field(page, name).getAttribute("aria-invalid")).toBe("true");
      const id = await field(page, name).getAttribute("aria-describedby");
      expect(await page.locator(`[id="${id}"]`).textContent()).toBe("Fill this in.");
    }
    expect(await field(page, "state").locator("option").allTextContents()).toHaveLength(28);
    await button(page, "Cancel").click();
    await isFocused(page, "#add-address");
    expect(await api.read(client.path)).toEqual([]);
  });

  it("keeps what was typed when it can't be sent, and adds it once when the answer is lost", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient();
    await page.goto(client.page);
    await button(page, "Add address").click();
    for (const [name, text] of Object.entries({ ...HOME, state: "" })) {
      if (text) await field(page, name).fill(text);
    }
    await field(page, "state").selectOption("São Paulo");
    await page.route("**/addresses", (route) => route.abort());
    await button(page, "Save address").click();
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    await page.getByRole("link", { name: "Services", exact: true }).click();
    await page.getByRole("heading", { name: "Services" }).waitFor();
    await page.unroute("**/addresses");
    await page.goBack();
    expect(await field(page, "street").inputValue()).toBe("Rua das Laranjeiras");

    await page.route("**/addresses", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, "Save address").click();
    await page.getByRole("alert").waitFor();
    await page.unroute("**/addresses");
    await button(page, "Save address").click();
    await said(page, "Casa was saved");
    expect(await api.read(client.path)).toMatchObject([{ ...HOME, postalCode: "18010000", primary: true }]);
  });
});

const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
];

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it("list, question, form, refusal and conflict have no barrier and no sideways scroll", async () => {
    await using opened = await shop.open(look);
    const { page, complaints } = opened;
    const client = await api.createClient(HOME, { ...SHOP, street: "Avenida" + "longa".repeat(30) });
    const inspect = async () => {
      expect(await findBarriers(page)).toEqual([]);
      const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
      const root = page.locator("dialog[open], html:not(:has(dialog[open]))");
      expect(await root.evaluate(overflow)).toBeLessThanOrEqual(0);
    };
    await page.goto(client.page);
    await page.getByText(/^Rua das Laranjeiras, 12, apto 3 — Centro — Sorocaba.SP — 18010-000$/).waitFor();
    await inspect();
    await button(page, look.locale === "pt-BR" ? "Excluir Casa" : "Delete Casa").click();
    await page.getByRole("dialog").waitFor();
    await inspect();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await button(page, look.locale === "pt-BR" ? "Editar Casa" : "Edit Casa").click();
    await field(page, "street").fill("");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await inspect();
    await field(page, "street").fill("Rua B");
    await api.call(
      "PATCH",
      `${client.path}/${client.stored[0]!.id}`,
      { street: "a".repeat(90), city: "Itu" },
      1,
    );
    await page.keyboard.press("Enter");
    await page.locator(".address-conflict").waitFor();
    await inspect();
    // The browser itself reports what the API refused.
    expect(complaints.filter((text) => !/status of 4(12|22)/.test(text))).toEqual([]);
  });
});
