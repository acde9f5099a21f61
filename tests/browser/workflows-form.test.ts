import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { workflowsApi } from "./workflows-api.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof workflowsApi>;

beforeAll(async () => {
  api = workflowsApi(shop.url);
});

async function openForm(look: Partial<Look> = { locale: "en-US" }) {
  const opened = await shop.open(look);
  await opened.page.goto("/workflows/new");
  await opened.page.locator("[name=data]").waitFor();
  return opened;
}

const data = (page: Page) => page.locator("[name=data]");
const steps = (page: Page) => page.locator("[name=steps]");
const save = (page: Page) => button(page, "Put into the queue");

/** The characters that are selected in the text that has the focus. */
const selected = (page: Page) =>
  page.evaluate(() => {
    const { name, value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
    return { name, text: value.slice(selectionStart, selectionEnd), at: selectionStart };
  });

/** The workflow whose page is open. */
async function stored(page: Page) {
  await page.waitForURL(/\/workflows\/[\da-f-]{36}$/);
  return api.get({ uuid: page.url().slice(-36) } as Parameters<typeof api.get>[0]);
}

describe("a new workflow", () => {
  it("is written by keyboard alone, its errors pointed at", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/workflows");
    await page.getByRole("link", { name: "New workflow" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "New workflow", level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    await isFocused(page, "[name=data]");
    await page.keyboard.type('{\n  "order": 1042\n  "client": {"name": "Ana"}\n}');
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await isFocused(page, "[name=steps]");
    await page.keyboard.type("Pick\nPack\nPick");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    await page.getByText("Line 3, column 3: a comma or } is missing before this.").waitFor();
    await isFocused(page, "[name=data][aria-invalid=true]");
    await expect.poll(() => selected(page)).toEqual({ name: "data", text: '"', at: 20 });
    expect(await page.locator(".lined-numbers b").allInnerTexts()).toEqual(["3\n", "3\n"]);
    expect(await page.locator(".lined-excerpt").first().innerText()).toBe(
      '3 |   "client": {"name": "Ana"}\n      ^',
    );
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.type(', "');
    await page.getByText("Line 3, column 3").waitFor({ state: "detached" });

    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Line 3: this step is there already; each needs a name of its own.").waitFor();
    await isFocused(page, "[name=steps][aria-invalid=true]");
    await expect.poll(() => selected(page)).toEqual({ name: "steps", text: "Pick", at: 10 });
    await page.keyboard.type("Ship");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await said(page, "The workflow waits in the queue");
    expect(await stored(page)).toMatchObject({
      place: "waiting",
      data: { order: 1042, client: { name: "Ana" } },
      steps: ["Pick", "Pack", "Ship"],
    });
    expect(complaints).toEqual([]);
  });

  it("is saved by one press, also out of a field that is wrong", async () => {
    await using opened = await openForm({ locale: "pt-BR" });
    const { page } = opened;
    await data(page).pressSequentially("{'a': 1}");
    await button(page, "Pôr na fila").click();
    await page.getByText('Linha 1, coluna 2: JSON só aceita aspas duplas retas: ".').waitFor();
    await page.getByText("Escreva pelo menos uma etapa.").waitFor();
    await page.getByText("A tarefa não foi salva. Corrija os 2 campos").waitFor();
    await isFocused(page, "[name=data]");
    await expect.poll(() => selected(page)).toEqual({ name: "data", text: "'", at: 1 });
  });

  it("is laid out in lines, its numbers as they are, with a word about those that won't stay so", async () => {
    await using opened = await openForm();
    const { page } = opened;
    await data(page).fill('{"ean":7891234567895, "id": 12345678901234567890,"a":[]');
    await button(page, "Format").click();
    await page.getByText("Line 1, column 56: a } is missing at the end.").waitFor();
    await isFocused(page, "[name=data]");
    await page.keyboard.type("}");
    await page
      .getByText("12345678901234567890 would be stored as 12345678901234567000. Write it in double quotes")
      .waitFor();
    await button(page, "Format").click();
    await said(page, "The data is laid out in lines");
    expect(await data(page).inputValue()).toBe(
      '{\n  "ean": 7891234567895,\n  "id": 12345678901234567890,\n  "a": []\n}',
    );
  });

  it("shows what only the API knows at the text it is about, as long as that stays so", async () => {
    await using opened = await openForm();
    const { page } = opened;
    await data(page).fill("[".repeat(101) + "]".repeat(101));
    await steps(page).fill("Look");
    await save(page).click();
    await page.getByText("This is nested too deeply: up to 100 levels.").waitFor();
    await isFocused(page, "[name=data]");
    await data(page).fill("[]");
    await steps(page).fill("Look\nTake\u0007 it");
    await page.getByText("This is nested too deeply").waitFor({ state: "detached" });
    await save(page).click();
    await page.getByText("Line 2: this holds characters that can't be stored.").waitFor();
    await expect.poll(() => selected(page)).toMatchObject({ name: "steps", text: "Take\u0007 it" });
  });

  it("isn't lost with an answer, and is stored once", async () => {
    await using opened = await openForm();
    const { page } = opened;
    const before = (await api.stats()).waiting;
    await data(page).fill('{"order": 7}');
    await steps(page).fill("Look");
    await page.route(
      "**/api/workflows",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await save(page).click();
    await page.getByRole("alert").filter({ hasText: "The workflow was not stored" }).waitFor();
    await page.getByRole("link", { name: "Workflows" }).click();
    await page.getByRole("link", { name: "New workflow" }).click();
    expect(await data(page).inputValue()).toBe('{"order": 7}');
    await save(page).click();
    expect(await stored(page)).toMatchObject({ data: { order: 7 }, steps: ["Look"] });
    expect((await api.stats()).waiting).toBe(before + 1);
  });
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 390 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
  { locale: "pt-BR", colorScheme: "dark", width: 1280 },
  { locale: "en-US", colorScheme: "light", width: 1280 },
])("keeps to its width and has no barriers: $locale, $colorScheme, $width", async (look) => {
  await using opened = await openForm(look);
  const { page, complaints } = opened;
  expect(await findBarriers(page)).toEqual([]);
  await data(page).fill(`{"text": "${"long ".repeat(60)}", 7}`);
  await page.locator(".workflow-form [type=submit]").click();
  await page.locator(".lined-excerpt").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.width);
  expect(complaints).toEqual([]);
});
