import { beforeAll, describe, expect, it } from "vitest";
import { button, clientsApi, field, HOME, isFocused, said, SHOP } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof clientsApi>;

beforeAll(async () => {
  api = clientsApi(shop.url);
});

describe("a conflict", () => {
  it("keeps what was typed, takes over the rest, and lets each field be chosen", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient(HOME);
    const path = `${client.path}/${client.stored[0]!.id}`;
    await page.goto(client.page);
    await button(page, "Edit Casa").click();
    await field(page, "street").fill("Rua das Palmeiras");
    await field(page, "number").fill("99");
    await api.call("PATCH", path, { street: "Rua Augusta", number: "13", complement: null, state: "RJ" }, 1);
    await button(page, "Save address").click();
    await page.getByRole("alert").filter({ hasText: "Somebody else changed this address" }).waitFor();
    await isFocused(page, ".address-conflict");
    expect(await field(page, "street").inputValue()).toBe("Rua das Palmeiras");
    expect(await field(page, "complement").inputValue()).toBe("");
    expect(await field(page, "state").inputValue()).toBe("RJ");
    expect(await page.locator(".address-other > span").allTextContents()).toEqual([
      "In the other version: Rua Augusta",
      "In the other version: 13",
      "In your version: apto 3",
      "In your version: São Paulo",
    ]);
    await button(page, "Use this (Street)").click();
    expect(await field(page, "street").inputValue()).toBe("Rua Augusta");
    await page.getByText("In your version: Rua das Palmeiras").waitFor();
    await button(page, "Use this (State)").click();
    const patch = page.waitForRequest((request) => request.method() === "PATCH");
    await button(page, "Save address").click();
    expect((await patch).postDataJSON()).toEqual({ number: "99", state: "SP" });
    expect(await (await patch).headerValue("if-match")).toBe('"2"');
    await said(page, "Casa was saved");
    await isFocused(page, `#edit-address-${client.stored[0]!.id}`);
    expect(await api.call("GET", path)).toMatchObject({
      street: "Rua Augusta",
      number: "99",
      complement: null,
      state: "SP",
      version: 3,
    });
  });

  it("that is left shows the address as somebody else made it", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient(HOME);
    await page.goto(client.page);
    await button(page, "Edit Casa").click();
    await field(page, "number").fill("16");
    await api.call("PATCH", `${client.path}/${client.stored[0]!.id}`, { number: "17" }, 1);
    await button(page, "Save address").click();
    await page.locator(".address-conflict").waitFor();
    await button(page, "Cancel").click();
    await page.getByText("Rua das Laranjeiras, 17, apto 3").waitFor();
    expect(await page.locator("#address-form").count()).toBe(0);
    await isFocused(page, `#edit-address-${client.stored[0]!.id}`);
  });

  it("isn't met with one's own change, whose answer was lost", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient(HOME);
    await page.goto(client.page);
    await button(page, "Edit Casa").click();
    await field(page, "number").fill("14");
    await page.route("**/addresses/*", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, "Save address").click();
    await page.getByRole("alert").waitFor();
    await page.unroute("**/addresses/*");
    await button(page, "Save address").click();
    await said(page, "Casa was saved");
    expect(await api.read(client.path)).toMatchObject([{ number: "14", version: 2 }]);
  });

  it("with a deletion keeps what was typed, to be added anew", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const client = await api.createClient(HOME, SHOP);
    await page.goto(client.page);
    await button(page, "Edit Casa").click();
    await field(page, "number").fill("15");
    await api.call("DELETE", `${client.path}/${client.stored[0]!.id}`);
    await button(page, "Save address").click();
    await page.getByRole("alert").filter({ hasText: "Somebody else deleted this address" }).waitFor();
    await isFocused(page, ".address-conflict");
    expect(await field(page, "number").inputValue()).toBe("15");
    await button(page, "Save address").click();
    await said(page, "Casa was saved");
    expect(await api.read(client.path)).toMatchObject([{ ...SHOP }, { label: "Casa", number: "15" }]);
  });
});
