import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { createShop } from "./shop.ts";
import { AS_OWNER } from "../stack.ts";

interface Client {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  document: string | null;
  status: string;
  version: number;
}

const shop = createShop();

async function call(method: string, path: string, body?: object, version?: number): Promise<Client> {
  const response = await fetch(`${shop.url}/api/clients${path}`, {
    method,
    headers: {
      ...AS_OWNER,
      "content-type": "application/json",
      ...(version && { "if-match": `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  return (await response.json()) as Client;
}

const create = (client: object) => call("POST", "", client);
const read = (id: number) => call("GET", `/${id}`);

/** What somebody else does meanwhile. */
async function changeElsewhere(id: number, changes: object) {
  return call("PATCH", `/${id}`, changes, (await read(id)).version);
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** Whether a button has the focus, or gets it in a moment. */
const isFocused = (page: Page, name: string) =>
  button(page, name)
    .and(page.locator(":focus"))
    .waitFor({ timeout: 3000 })
    .then(
      () => true,
      () => false,
    );

async function openForm(page: Page, id: number) {
  await page.goto(`/clients/${id}`);
  await button(page, "Edit").click();
}

const side = (page: Page, field: string, name: "Yours" | "Theirs") =>
  page.getByRole("dialog").getByRole("group", { name: field }).getByRole("radio", { name });

describe("the form", () => {
  it("edits a client by keyboard alone, and sends only what was changed", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    const { id } = await create({ name: "Cartola", email: "cartola@example.com", phone: "21987654321" });
    await page.goto(`/clients/${id}`);
    await button(page, "Edit").focus();
    await page.keyboard.press("Enter");
    expect(await page.getByLabel("Name").evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press("End");
    await page.keyboard.type(" do Morro");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    const patch = page.waitForRequest((request) => request.method() === "PATCH");
    await page.keyboard.press("Enter");
    expect((await patch).postDataJSON()).toEqual({ name: "Cartola do Morro", email: null });
    expect(await (await patch).headerValue("if-match")).toBe('"1"');
    await page.getByRole("heading", { name: "Cartola do Morro" }).waitFor();
    await page.getByRole("status").filter({ hasText: "Cartola do Morro was saved" }).waitFor();
    expect(await isFocused(page, "Edit")).toBe(true);
    expect(await read(id)).toMatchObject({
      name: "Cartola do Morro",
      email: null,
      phone: "+5521987654321",
      version: 2,
    });
    expect(complaints).toEqual([]);
  });

  it("brings the facts back when it is cancelled, and sends nothing when nothing was changed", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const { id } = await create({ name: "Nelson Cavaquinho", phone: "21987654321" });
    await openForm(page, id);
    await page.getByLabel("Name").fill("Somebody");
    await button(page, "Cancel").click();
    await page.getByRole("heading", { name: "Nelson Cavaquinho" }).waitFor();
    expect(await isFocused(page, "Edit")).toBe(true);
    await button(page, "Edit").click();
    expect(await page.getByLabel("Name").inputValue()).toBe("Nelson Cavaquinho");
    await page.getByLabel("Phone").fill("+55 21 98765-4321");
    await button(page, "Save changes").click();
    await page.getByRole("status").filter({ hasText: "Nothing was changed" }).waitFor();
    expect((await read(id)).version).toBe(1);
  });

  it("says at the field what was refused, and loses nothing of what was typed", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await create({ name: "Dona Ivone Lara", document: "52998224725" });
    const { id } = await create({ name: "Clementina" });
    await openForm(page, id);
    await page.getByLabel("Name").fill("Clementina de Jesus");
    const document = page.getByLabel("CPF or CNPJ");
    await document.fill("529.982.247-26");
    await button(page, "Save changes").click();
    await page.getByText("The check digits of this CPF or CNPJ don't match.").waitFor();
    expect(await document.evaluate((input) => input === globalThis.document.activeElement)).toBe(true);
    await document.fill("529.982.247-25");
    await button(page, "Save changes").click();
    await page.getByText("Another client has this number.").waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Clementina de Jesus");

    await document.fill("");
    await page.route("**/api/clients/*", (route) => route.abort());
    await button(page, "Save changes").click();
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Clementina de Jesus");
    await page.getByRole("link", { name: "Services", exact: true }).click();
    await page.getByRole("heading", { name: "Services" }).waitFor();
    await page.unroute("**/api/clients/*");
    await page.goBack();
    expect(await page.getByLabel("Name").inputValue()).toBe("Clementina de Jesus");
    await button(page, "Save changes").click();
    await page.getByRole("heading", { name: "Clementina de Jesus" }).waitFor();
    expect(await read(id)).toMatchObject({ name: "Clementina de Jesus", document: null, version: 2 });
  });

  it("takes a change whose answer was lost for its own", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const { id } = await create({ name: "Aracy" });
    await openForm(page, id);
    await page.getByLabel("Name").fill("Aracy de Almeida");
    await page.route("**/api/clients/*", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, "Save changes").click();
    await page.getByRole("alert").waitFor();
    await page.unroute("**/api/clients/*");
    await button(page, "Save changes").click();
    await page.getByRole("heading", { name: "Aracy de Almeida" }).waitFor();
    expect((await read(id)).version).toBe(2);
  });

  it("isn't offered for a client whose data was erased", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const { id, version } = await create({ name: "Sem Rastro" });
    await page.goto(`/clients/${id}`);
    await button(page, "Edit").waitFor();
    await call("POST", `/${id}/erase`, undefined, version);
    await page.reload();
    await page.getByRole("heading", { name: "[erased]" }).waitFor();
    expect(await button(page, "Edit").count()).toBe(0);
    expect(await button(page, "Activate").count()).toBe(0);
  });
});

describe("a conflict", () => {
  it("of two tabs that changed different fields keeps both changes", async () => {
    await using mine = await shop.open({ locale: "en-US" });
    await using theirs = await shop.open({ locale: "en-US" });
    const { id } = await create({ name: "Noel Rosa", email: "noel@example.com" });
    await openForm(mine.page, id);
    await openForm(theirs.page, id);
    await theirs.page.getByLabel("E-mail").fill("rosa@example.com");
    await button(theirs.page, "Save changes").click();
    await button(theirs.page, "Edit").waitFor();

    const { page } = mine;
    await page.getByLabel("Name").fill("Noel de Medeiros Rosa");
    await page.keyboard.press("Enter");
    expect(await side(page, "Name", "Yours").isChecked()).toBe(true);
    expect(await side(page, "E-mail", "Theirs").isChecked()).toBe(true);
    await page.getByRole("dialog").getByText("rosa@example.com").waitFor();
    expect(await page.getByRole("dialog").getByRole("group").count()).toBe(2);
    await button(page, "Save the chosen").click();
    await page.getByRole("heading", { name: "Noel de Medeiros Rosa" }).waitFor();
    expect(await isFocused(page, "Edit")).toBe(true);
    expect(await read(id)).toMatchObject({
      name: "Noel de Medeiros Rosa",
      email: "rosa@example.com",
      version: 3,
    });
  });

  it("about the same field is chosen by keyboard alone, and met again when it changes once more", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const { id } = await create({ name: "Ismael", email: "ismael@example.com" });
    await openForm(page, id);
    await page.getByLabel("Name").fill("Ismael Silva");
    await page.getByLabel("E-mail").fill("silva@example.com");
    await changeElsewhere(id, { name: "Ismael da Silva", email: "estacio@example.com" });
    await page.keyboard.press("Enter");

    const dialog = page.getByRole("dialog", { name: "Somebody else changed this client" });
    await dialog.getByText("Changed by both").first().waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await page.getByLabel("Name").inputValue()).toBe("Ismael Silva");
    expect(await page.getByLabel("E-mail").evaluate((input) => input === document.activeElement)).toBe(true);

    await page.keyboard.press("Enter");
    await dialog.waitFor();
    expect(await dialog.getByRole("alert").count()).toBe(0);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await side(page, "Name", "Theirs").isChecked()).toBe(true);
    expect(await side(page, "E-mail", "Yours").isChecked()).toBe(true);
    await changeElsewhere(id, { email: "deixa-falar@example.com" });
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").filter({ hasText: "once more" }).waitFor();
    await dialog.getByText("deixa-falar@example.com").waitFor();
    expect(await side(page, "Name", "Theirs").isChecked()).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await isFocused(page, "Save the chosen")).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Ismael da Silva" }).waitFor();
    expect(await isFocused(page, "Edit")).toBe(true);
    expect(await read(id)).toMatchObject({ name: "Ismael da Silva", email: "silva@example.com", version: 4 });
  });

  it("loses nothing when the chosen can't be sent", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const { id } = await create({ name: "Bide" });
    await openForm(page, id);
    await page.getByLabel("Name").fill("Alcebíades Barcelos");
    await changeElsewhere(id, { name: "Bidê" });
    await button(page, "Save changes").click();
    await page.getByRole("dialog").waitFor();
    await page.route("**/api/clients/*", (route) => route.abort());
    await button(page, "Save the chosen").click();
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    expect(await side(page, "Name", "Yours").isChecked()).toBe(true);
    await page.unroute("**/api/clients/*");
    await button(page, "Save the chosen").click();
    await page.getByRole("heading", { name: "Alcebíades Barcelos" }).waitFor();
    expect((await read(id)).name).toBe("Alcebíades Barcelos");
  });
});

describe("the status", () => {
  it("is changed after a confirmation, back without one, and told to screen readers", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    const { id } = await create({ name: "Geraldo Pereira" });
    await page.goto(`/clients/${id}`);
    await button(page, "Deactivate").click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect((await read(id)).status).toBe("active");
    expect(await isFocused(page, "Deactivate")).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Deactivate Geraldo Pereira?" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Geraldo Pereira is inactive now" }).waitFor();
    expect((await read(id)).status).toBe("inactive");
    expect(await isFocused(page, "Activate")).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Geraldo Pereira is active again" }).waitFor();
    expect((await read(id)).status).toBe("active");
    expect(complaints).toEqual([]);
  });

  it("says when it could not be changed", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const { id } = await create({ name: "Moreira" });
    await changeElsewhere(id, { status: "inactive" });
    await page.goto(`/clients/${id}`);
    await button(page, "Activate").waitFor();
    await page.route("**/api/clients/*", (route) => route.abort());
    await button(page, "Activate").click();
    await page.getByRole("alert").filter({ hasText: "The status was not changed" }).waitFor();
    await page.unroute("**/api/clients/*");
    await button(page, "Activate").click();
    await button(page, "Deactivate").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("of a client that was changed meanwhile is asked about", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const { id } = await create({ name: "Wilson" });
    await page.goto(`/clients/${id}`);
    await button(page, "Deactivate").waitFor();
    await changeElsewhere(id, { name: "Wilson Batista" });
    await button(page, "Deactivate").click();
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
    await side(page, "Status", "Yours").waitFor();
    expect(await side(page, "Name", "Theirs").isChecked()).toBe(true);
    await button(page, "Save the chosen").click();
    await page.getByRole("heading", { name: "Wilson Batista" }).waitFor();
    expect(await read(id)).toMatchObject({ name: "Wilson Batista", status: "inactive" });
  });
});

const LOOKS: Look[] = (["pt-BR", "en-US"] as const).flatMap((locale) =>
  (["light", "dark"] as const).flatMap((colorScheme) =>
    [1280, 390].map((width) => ({ locale, colorScheme, width })),
  ),
);

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it("form, question and conflict have no barrier and no sideways scroll", async () => {
    await using opened = await shop.open(look);
    const { page } = opened;
    const [edit, deactivate] = look.locale === "pt-BR" ? ["Editar", "Desativar"] : ["Edit", "Deactivate"];
    const { id } = await create({ name: "Adoniran", email: "adoniran@example.com", phone: "11987654321" });
    const inspect = async () => {
      expect(await findBarriers(page)).toEqual([]);
      const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
      const root = page.locator("dialog[open], html:not(:has(dialog[open]))");
      expect(await root.evaluate(overflow)).toBeLessThanOrEqual(0);
    };
    await page.goto(`/clients/${id}`);
    await button(page, deactivate!).click();
    await page.getByRole("dialog").waitFor();
    await inspect();
    await page.keyboard.press("Escape");
    await button(page, edit!).click();
    await inspect();
    await page.locator("[name=name]").fill("Adoniran Barbosa");
    await page.locator("[name=email]").fill("saudosa-maloca-e-trem-das-onze@example.com");
    await page.locator("[name=phone]").fill("");
    await changeElsewhere(id, { email: "a".repeat(60) + "@example.com", status: "inactive" });
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await inspect();
    await changeElsewhere(id, { document: null });
    await page.getByRole("dialog").locator("[type=submit]").click();
    await page.getByRole("alert").waitFor();
    await inspect();
  });
});
