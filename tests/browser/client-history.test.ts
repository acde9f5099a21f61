import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_OWNER } from "../../workers/local/demo-data.ts";
import { accountsApi, PASSWORD } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, clientsApi, field, HOME, said, SHOP } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof clientsApi>;

beforeAll(async () => {
  api = clientsApi(shop.url);
});

const entries = (page: Page) => page.locator(".history li");

/** What the newest entries say, without their times. */
async function lines(page: Page, count: number): Promise<string[]> {
  const newest = (await entries(page).all()).slice(0, count);
  return Promise.all(
    newest.map(async (entry) => (await entry.locator("b, p + p").allTextContents()).join(" | ")),
  );
}

const by = DEMO_OWNER.name;

describe("a client's history", () => {
  it("tells what was changed from what to what, and of what is changed on the page at once", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    const client = await api.createClient(HOME);
    await api.call("PATCH", `/${client.id}`, { phone: "21987654321", document: "52998224725" }, 1);
    await page.goto(client.page);
    await entries(page).nth(2).waitFor();
    expect(await lines(page, 3)).toEqual([
      `Changed by ${by} | Phone: not given → (21) 98765-4321 | CPF or CNPJ: not given → 529.982.247-25`,
      `Address added by ${by} | Casa: Rua das Laranjeiras, 12, apto 3 — Centro — Sorocaba/SP — 18010-000`,
      `Created by ${by} | Name: Chiquinha Gonzaga | Status: Active`,
    ]);

    await button(page, "Deactivate").click();
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
    await entries(page).nth(3).waitFor();
    expect(await lines(page, 1)).toEqual([`Changed by ${by} | Status: Active → Inactive`]);

    await button(page, "Edit Casa").click();
    await field(page, "postalCode").fill("18010-001");
    await page.keyboard.press("Enter");
    await said(page, "Casa was saved");
    await entries(page).nth(4).waitFor();
    await api.call("POST", client.path, { ...SHOP, primary: true });
    await page.reload();
    await button(page, "Make primary Casa").click();
    await entries(page).nth(6).waitFor();
    await button(page, "Delete Avenida Atlântica").click();
    await button(page, "Delete address").click();
    await entries(page).nth(7).waitFor();
    expect(await lines(page, 4)).toEqual([
      `Address deleted by ${by} | Avenida Atlântica — Rio de Janeiro/RJ — 22010-000`,
      `Primary address chosen by ${by} | Avenida Atlântica → Casa`,
      `Address added by ${by} | Avenida Atlântica — Rio de Janeiro/RJ — 22010-000 | Primary address: Casa → Avenida Atlântica`,
      `Address changed by ${by} | Casa | CEP: 18010-000 → 18010-001`,
    ]);
    expect(complaints).toEqual([]);
  });

  it("is all within reach, also of a viewer, and is tried again when it can't be read", async () => {
    const clara = { email: "clara@example.com", name: "Clara Nunes", role: "viewer" };
    await accountsApi(shop.url).createPerson(clara);
    const client = await api.createClient();
    for (let version = 1; version <= 22; version += 1)
      await api.call("PATCH", `/${client.id}`, { name: `Nome ${version}` }, version);
    await using opened = await shop.open({ locale: "en-US", signedIn: false });
    const { page } = opened;
    await page.context().request.post("/api/session", { data: { email: clara.email, password: PASSWORD } });
    await page.route("**/audit?*", (route) => route.abort());
    await page.goto(client.page);
    await page.getByRole("alert").filter({ hasText: "This could not be loaded" }).waitFor();
    await page.unroute("**/audit?*");
    await button(page, "Try again").click();
    await page.getByText("20 entries shown").waitFor();
    await button(page, "Load more").click();
    await page.getByText("23 entries shown · That is all of them").waitFor();
    expect(await entries(page).last().textContent()).toContain(`Created by ${by}`);
  });
});

const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
];

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it("has no barrier and no sideways scroll, before and after an erasure", async () => {
    await using opened = await shop.open(look);
    const { page, complaints } = opened;
    const client = await api.createClient(HOME, { ...SHOP, street: "Avenida" + "longa".repeat(30) });
    await api.call("PATCH", `/${client.id}`, { status: "inactive", email: "chiquinha@exemplo.com.br" }, 1);
    await api.call("POST", `${client.path}/${client.stored[1]!.id}/primary`);
    const inspect = async () => {
      expect(await findBarriers(page)).toEqual([]);
      const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
      expect(await page.locator("html").evaluate(overflow)).toBeLessThanOrEqual(0);
    };
    await page.goto(client.page);
    await entries(page).nth(4).waitFor();
    await inspect();
    await api.call("POST", `/${client.id}/erase`, undefined, 2);
    await page.reload();
    await entries(page).nth(5).waitFor();
    expect(await lines(page, 3)).toEqual(
      look.locale === "pt-BR"
        ? [
            `Dados pessoais apagados por ${by}`,
            `Endereço principal escolhido por ${by}`,
            `Alterado por ${by}`,
          ]
        : [`Personal data erased by ${by}`, `Primary address chosen by ${by}`, `Changed by ${by}`],
    );
    await page
      .getByText(
        look.locale === "pt-BR" ? "foram apagados os valores" : "the values of earlier changes were erased",
      )
      .waitFor();
    await inspect();
    expect(complaints).toEqual([]);
  });
});
