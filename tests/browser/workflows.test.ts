import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { accountsApi, PASSWORD } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, said } from "./client-page.ts";
import { ORDER_CSV, shortName, workflowsApi } from "./workflows-api.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof workflowsApi>;

beforeAll(async () => {
  api = workflowsApi(shop.url);
});

async function openList(path = "/workflows", look: Partial<Look> = { locale: "en-US" }) {
  const opened = await shop.open(look);
  await opened.page.goto(path);
  await opened.page.locator(".tiles").waitFor();
  return opened;
}

const rowOf = (page: Page, workflow: { uuid: string }) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name: `Workflow ${shortName(workflow)}` }) });

const tile = (page: Page, name: string) =>
  page
    .locator(".tile")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator(".tile-value");

/** Presses the button, and answers what the browser saved, and as what. */
async function consume(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Consume the next one").click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path(), "utf8") };
}

describe("the queue", () => {
  it("says that it is empty, and what to do about it", async () => {
    await using opened = await openList();
    const { page, complaints } = opened;
    await page.getByRole("heading", { name: "No workflows yet" }).waitFor();
    await button(page, "Consume the next one").click();
    await said(page, "Nothing waits: the queue is empty.");
    await page.locator(".consume-outcome").getByText("Nothing waits: the queue is empty.").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("changes by itself, in figures and in rows", async () => {
    await using opened = await openList();
    const { page, complaints } = opened;
    const workflow = await api.create();
    const row = rowOf(page, workflow);
    await row.getByText("0 of 3 · Pick").waitFor();
    await row.getByText("Waiting").waitFor();
    await tile(page, "Waiting").filter({ hasText: /^1$/ }).waitFor();
    await api.report(workflow, "Pick", { status: "done" });
    await row.getByText("1 of 3 · Pack").waitFor();
    await api.report(workflow, "Pack", { status: "failed", message: "No bubble wrap" });
    await row.getByText("1 of 3 · Pack failed").waitFor();
    await api.claim();
    await row.getByText("Being worked on").waitFor();
    await row.getByText("1 attempt").waitFor();
    await button(page, "Pause").click();
    await api.edit(await api.create(), { status: "consumed" });
    await button(page, "Resume").click();
    await page.getByText("2 workflows shown").waitFor();
    await tile(page, "Consumed").filter({ hasText: /^1$/ }).waitFor();
    await page.locator(".queue-charts .line").first().waitFor();
    await page.locator(".hour-figures > summary").click();
    const now = page.locator(".hour-figures tbody tr").first();
    expect(await now.locator(".numeric").allInnerTexts()).toEqual(["1", "0 s", "2", "1", "0"]);
    await page.getByRole("radio", { name: "6 h" }).check();
    await page.waitForURL(/hours=6/);
    await page.locator(".hour-figures tbody tr").nth(5).waitFor();
    expect(complaints).toEqual([]);
  });

  it("stays where its reader is, however many come", async () => {
    for (let made = 0; made < 30; made++) await api.create({ made }, ["Look"]);
    await using opened = await openList();
    const { page } = opened;
    await button(page, "Load more").click();
    await page.getByText("32 workflows shown").waitFor();
    const last = page.locator("tbody tr").last();
    await last.scrollIntoViewIfNeeded();
    const before = await last.boundingBox();
    await last.getByRole("link").focus();
    await api.create({ made: 31 }, ["Look"]);
    await page.getByText("33 workflows shown").waitFor();
    const after = await last.boundingBox();
    expect(Math.abs(after!.y - before!.y)).toBeLessThan(2);
    expect(await last.getByRole("link").evaluate((link) => link === document.activeElement)).toBe(true);
    await api.drain();
  });

  it("is narrowed to a place, in the address and in the file", async () => {
    const workflow = await api.create();
    await using opened = await openList();
    const { page } = opened;
    await rowOf(page, workflow).waitFor();
    await page.getByRole("radio", { name: "Waiting" }).check();
    await page.waitForURL(/place=waiting/);
    await page.getByText("1 workflow shown").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export" }).click(),
    ]);
    const [head, first, rest] = (await readFile(await download.path(), "utf8")).split("\r\n");
    expect(head).toBe("uuid,status,place,steps,done,attempts,lastError,createdBy,createdAt,consumedAt");
    expect(first).toMatch(
      new RegExp(`^${workflow.uuid},inserted,waiting,"Pick; Pack; Ship",0,0,,Dona Ivone Lara,`),
    );
    expect(rest).toBe("");
    await api.drain();
    await page.getByRole("heading", { name: "Nothing waits" }).waitFor();
    await button(page, "Show all").click();
    await rowOf(page, workflow).getByText("Consumed").waitFor();
  });
});

describe("the next one", () => {
  it("is consumed and saved under its own name", async () => {
    await api.drain();
    const workflow = await api.create();
    await using opened = await openList();
    const { page, complaints } = opened;
    const file = await consume(page);
    expect(file).toEqual({ name: `workflow-${workflow.uuid}.csv`, content: ORDER_CSV });
    await said(page, `Workflow ${shortName(workflow)} was consumed and saved as ${file.name}.`);
    expect(await api.get(workflow)).toMatchObject({ status: "consumed" });
    await rowOf(page, workflow).getByText("Consumed").waitFor();
    await page.getByRole("link", { name: "Look at it" }).click();
    await page.getByRole("heading", { name: `Workflow ${shortName(workflow)}`, level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("has a byte order mark for Excel", async () => {
    await api.create();
    await using opened = await openList();
    const { page } = opened;
    await page.getByLabel("CSV for Excel").check();
    expect((await consume(page)).content).toBe(`\uFEFF${ORDER_CSV}`);
  });

  it("is the same one when its answer was lost on the way", async () => {
    const [first, second] = [await api.create(), await api.create()];
    await using opened = await openList();
    const { page } = opened;
    await page.route(
      "**/api/workflows/consume*",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await button(page, "Consume the next one").click();
    await page.getByText("you get just that one").waitFor();
    expect(await api.get(first)).toMatchObject({ status: "consumed" });
    expect((await consume(page)).name).toBe(`workflow-${first.uuid}.csv`);
    expect(await api.get(second)).toMatchObject({ place: "waiting" });
    expect((await consume(page)).name).toBe(`workflow-${second.uuid}.csv`);
  });
});

describe("dead letters", () => {
  it("are told of, corrected and put back in line", async () => {
    await api.drain();
    const workflow = await api.create({ order: 7, printer: "A" }, ["Print"]);
    await api.bury(workflow, "Printer A is out of paper");
    await using opened = await openList();
    const { page, complaints } = opened;
    await page.getByText("1 workflow failed so often that it left the queue.").waitFor();
    await page.getByRole("link", { name: "See the dead letters" }).click();
    await page.waitForURL(/place=dead/);
    const row = rowOf(page, workflow);
    await row.getByText("5 attempts").waitFor();
    await row.getByText("Printer A is out of paper").waitFor();
    await row.getByRole("link").click();
    await button(page, "Edit").click();
    await page.getByLabel("Data, as JSON").fill('{"order": 7, "printer": "B"}');
    await button(page, "Save changes").click();
    await said(page, "The changes are stored");
    await page.locator(".json").getByText('"printer": "B"').waitFor();
    await button(page, "Put back in line").click();
    await said(page, "It is back in line, where it was");
    await page.locator(".workflow-facts").getByText("Waiting", { exact: true }).waitFor();
    await page.locator(".history").getByText("Became a dead letter: tried too often").waitFor();
    expect(await api.get(workflow)).toMatchObject({ place: "waiting", data: { order: 7, printer: "B" } });
    expect(complaints).toEqual([]);
  });
});

it("is there to read for a viewer", async () => {
  const workflow = await api.create();
  const viewer = { email: "clara@example.com", name: "Clara Nunes", role: "viewer" };
  await accountsApi(shop.url).createPerson(viewer);
  await using opened = await shop.open({ locale: "en-US", signedIn: false });
  const { page, complaints } = opened;
  await page.context().request.post("/api/session", { data: { email: viewer.email, password: PASSWORD } });
  await page.goto("/workflows");
  await rowOf(page, workflow).waitFor();
  expect(await page.locator("#content a.button").allInnerTexts()).toEqual(["Export"]);
  expect(await page.locator(".consume").count()).toBe(0);
  await rowOf(page, workflow).getByRole("link").click();
  await page.locator(".history li").first().waitFor();
  expect(await page.locator("#content .page-head button, .workflow-steps button").count()).toBe(0);
  expect(complaints).toEqual([]);
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 390 },
  { locale: "pt-BR", colorScheme: "dark", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
  { locale: "en-US", colorScheme: "light", width: 1280 },
])("keeps to its width and has no barriers: $locale, $colorScheme, $width", async (look) => {
  const workflow = await api.create({ note: "x".repeat(300) }, [`Step ${"long ".repeat(18)}`, "Pack"]);
  await api.report(workflow, "Pack", { status: "failed", message: "y".repeat(200) });
  await using opened = await openList("/workflows", look);
  const { page, complaints } = opened;
  for (const path of ["/workflows", "/workflows?place=dead", `/workflows/${workflow.uuid}`, "/workflows/7"]) {
    await page.goto(path);
    await page.locator(".workflow-table tbody tr, .empty, .history li").first().waitFor();
    if (path.endsWith("workflows")) {
      const isFolded = look.width < 800;
      if (isFolded) await page.locator(".queue-figures > summary").click();
      await page.locator(".queue-charts .line").first().waitFor();
    }
    expect(await findBarriers(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(look.width);
  }
  expect(complaints.filter((text) => !text.includes("400"))).toEqual([]);
});
