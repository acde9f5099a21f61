import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { ORDER_CSV, shortName, workflowsApi } from "./workflows-api.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof workflowsApi>;

beforeAll(async () => {
  api = workflowsApi(shop.url);
});

async function openWorkflow({ uuid }: { uuid: string }, look: Partial<Look> = { locale: "en-US" }) {
  const opened = await shop.open(look);
  await opened.page.goto(`/workflows/${uuid}`);
  await opened.page.locator(".history li").first().waitFor();
  return opened;
}

const step = (page: Page, name: string) => page.locator(".workflow-steps li").filter({ hasText: name });

const alert = (page: Page, text: string) => page.getByRole("alert").filter({ hasText: text }).waitFor();

describe("the steps of a workflow", () => {
  it("are reported, with what went wrong, and follow what others report", async () => {
    const workflow = await api.create({ order: 7 }, ["Pick", "Wrap 1/2 & tie?", "Ship"]);
    await using opened = await openWorkflow(workflow);
    const { page, complaints } = opened;
    await page.getByRole("button", { name: "Begin (Pick)" }).click();
    await said(page, "Pick: Begun");
    await step(page, "Pick").getByText("Begun", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Done (Pick)" }).click();
    await page.locator(".workflow-steps .how-far").getByText("1 of 3 · Wrap 1/2 & tie?").waitFor();
    await page.getByRole("button", { name: "Failed… (Wrap 1/2 & tie?)" }).click();
    const dialog = page.getByRole("dialog", { name: "What went wrong with “Wrap 1/2 & tie?”?" });
    await dialog.getByRole("button", { name: "Report the failure" }).click();
    await dialog.getByText("Fill this in.").waitFor();
    await isFocused(page, "dialog [name=message]");
    await page.keyboard.type("No ribbon left");
    await page.keyboard.press("Enter");
    await step(page, "Wrap").getByText("No ribbon left").waitFor();
    await page.locator(".history").getByText("Wrap 1/2 & tie?: Failed. No ribbon left").waitFor();
    expect((await api.get(workflow)).progress).toMatchObject([
      { name: "Pick", status: "done" },
      { name: "Wrap 1/2 & tie?", status: "failed", message: "No ribbon left" },
      { name: "Ship", status: "waiting" },
    ]);
    await api.report(workflow, "Ship", { status: "started", message: "On the van" });
    await step(page, "Ship").getByText("On the van").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe("the data of a workflow", () => {
  it("is there to read, to copy and to save", async () => {
    const workflow = await api.create();
    await using opened = await openWorkflow(workflow);
    const { page } = opened;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await button(page, "Copy: Data").click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.locator(".json pre").innerText());
    expect(JSON.parse(copied)).toEqual(workflow.data);
    for (const [name, content] of [
      ["CSV", ORDER_CSV],
      ["CSV for Excel", `\uFEFF${ORDER_CSV}`],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`workflow-${workflow.uuid}.csv`);
      expect(await readFile(await download.path(), "utf8")).toBe(content);
    }
  });
});

describe("an edit", () => {
  it("is stored although steps were reported meanwhile", async () => {
    const workflow = await api.create({ order: 7 }, ["Pick", "Ship"]);
    await using opened = await openWorkflow(workflow);
    const { page, complaints } = opened;
    await button(page, "Edit").click();
    await isFocused(page, "#edit-title");
    await api.report(workflow, "Pick", { status: "done" });
    await page.locator("[name=steps]").fill("Pick\nPack\nShip");
    await button(page, "Save changes").click();
    await said(page, "The changes are stored");
    await page.locator(".history").getByText("Steps: Pick, Ship → Pick, Pack, Ship").waitFor();
    expect(await api.get(workflow)).toMatchObject({
      steps: ["Pick", "Pack", "Ship"],
      progress: [{ status: "done" }, { status: "waiting" }, { status: "waiting" }],
    });
    expect(complaints.filter((text) => !text.includes("412"))).toEqual([]);
  });

  it("meets somebody else's, and loses neither", async () => {
    const workflow = await api.create({ order: 7 }, ["Pick", "Ship"]);
    await using opened = await openWorkflow(workflow);
    const { page } = opened;
    await button(page, "Edit").click();
    await page.locator("[name=data]").fill('{"order": 8}');
    await api.edit(workflow, { data: { order: 9 }, steps: ["Pick", "Pack", "Ship"] });
    await button(page, "Save changes").click();
    const dialog = page.getByRole("dialog", { name: "Somebody else edited this workflow" });
    await dialog.getByRole("group", { name: "Data" }).getByText("Changed by both").waitFor();
    await dialog.getByRole("group", { name: "Steps" }).getByText("Changed by them").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await button(page, "Save the chosen").click();
    await said(page, "The changes are stored");
    expect(await api.get(workflow)).toMatchObject({ data: { order: 8 }, steps: ["Pick", "Pack", "Ship"] });
  });

  it("of what was consumed meanwhile says so, and what was typed stays", async () => {
    await api.drain();
    const workflow = await api.create({ order: 7 });
    await using opened = await openWorkflow(workflow);
    const { page } = opened;
    await button(page, "Edit").click();
    await page.locator("[name=data]").fill('{"order": 8}');
    await api.drain();
    await button(page, "Save changes").click();
    await alert(page, "It is consumed, and stays as it is.");
    expect(await page.locator("[name=data]").inputValue()).toBe('{"order": 8}');
    await button(page, "Cancel").click();
    await page.locator(".json").getByText('"order": 7').waitFor();
  });
});

describe("a workflow", () => {
  it("is taken out of the queue, after a question", async () => {
    const workflow = await api.create();
    await using opened = await openWorkflow(workflow);
    const { page, complaints } = opened;
    await button(page, "Take out of the queue").click();
    const dialog = page.getByRole("dialog", {
      name: `Take workflow ${shortName(workflow)} out of the queue?`,
    });
    await dialog.getByRole("button", { name: "Take out of the queue" }).click();
    await said(page, "It is out of the queue");
    await isFocused(page, "h1");
    await page.locator(".workflow-facts").getByText("Consumed", { exact: true }).waitFor();
    expect(await button(page, "Take out of the queue").count()).toBe(0);
    expect(await api.get(workflow)).toMatchObject({ status: "consumed" });
    expect(complaints).toEqual([]);
  });

  it("that is back in line already says so", async () => {
    await api.drain();
    const workflow = await api.create();
    await api.bury(workflow, "No paper");
    await using opened = await openWorkflow(workflow, { locale: "pt-BR" });
    const { page } = opened;
    await button(page, "Devolver à fila").waitFor();
    await api.requeue(workflow);
    await button(page, "Devolver à fila").click();
    await alert(page, "Ela já está na fila.");
    await page.locator(".workflow-facts").getByText("Na fila", { exact: true }).waitFor();
    expect(await button(page, "Devolver à fila").count()).toBe(0);
  });

  it("that there isn't says so", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/workflows/019ab0e2-7c1a-7d53-9b2f-3f6c7a1e5d04");
    await page.getByRole("heading", { name: "There is no such workflow" }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
