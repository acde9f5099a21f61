import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { AS_OWNER, eventually } from "../stack.ts";
import { button } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();

/** What somebody else asks for. */
async function ask(...paths: string[]): Promise<void> {
  for (const path of paths) await (await fetch(`${shop.url}${path}`, { headers: AS_OWNER })).arrayBuffer();
}

/** Opens the list, which listens already. */
async function openList(address: string) {
  const opened = await shop.open({ locale: "en-US" });
  const { page } = opened;
  const read: string[] = [];
  page.on("request", (request) => read.push(new URL(request.url()).pathname));
  const listening = page.waitForResponse((response) => response.url().includes("/api/logs/tail"));
  await page.goto(address);
  await listening;
  return { ...opened, countOf: (path: string) => read.filter((one) => one === path).length };
}

const pathsOf = (page: Page) => page.locator("tbody .cell-path").allTextContents();

/** The paths of the rows, from above, as soon as there are so many. */
async function pathsAt(page: Page, count: number): Promise<string[]> {
  await eventually(async () => ((await pathsOf(page)).length === count ? true : undefined), 15_000);
  return pathsOf(page);
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `/api/clients/${from + index}`);

describe("the list of requests", () => {
  it("puts what comes in on top, by itself and without asking again and again", async () => {
    await using opened = await openList("/requests?path=/api/clients/1");
    const { page, complaints, countOf } = opened;
    await page.getByRole("heading", { name: "No request matches these filters" }).waitFor();
    await ask("/api/clients/1001");
    expect(await pathsAt(page, 1)).toEqual(["/api/clients/1001"]);
    await page.waitForTimeout(6000);
    expect(countOf("/api/logs")).toBeLessThanOrEqual(4);
    // From here on there is nothing but what it hears.
    await page.route("**/api/logs?*", () => {});
    await page.locator("tbody tr").evaluate((row) => row.setAttribute("data-marked", ""));
    await ask("/api/clients/1002", "/api/clients/1003");
    expect(await pathsAt(page, 3)).toEqual(["/api/clients/1003", "/api/clients/1002", "/api/clients/1001"]);
    expect(await page.locator("[data-marked]").textContent()).toContain("/api/clients/1001");
    await page.getByText("3 requests shown").waitFor();
    expect(countOf("/api/logs/tail")).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("hears only what its filters let through", async () => {
    await using opened = await openList("/requests?status=4xx&path=/api/clients");
    const { page } = opened;
    await ask("/api/clients", "/api/clients/abc", "/api/clients");
    await page.getByText("/api/clients/abc").waitFor();
    await ask("/api/clients/def");
    await page.getByText("/api/clients/def").waitFor();
    expect(new Set(await page.locator("tbody .status").allTextContents())).not.toContain("200");
    await page.getByLabel("Path contains").fill("/api/clients/d");
    expect(await pathsAt(page, 1)).toEqual(["/api/clients/def"]);
    await ask("/api/clients/abc", "/api/clients/dig");
    expect(await pathsAt(page, 2)).toEqual(["/api/clients/dig", "/api/clients/def"]);
  });

  it("stands still while it is paused, and then shows what came, each once", async () => {
    await using opened = await openList("/requests?path=/api/clients/2");
    const { page } = opened;
    await ask("/api/clients/2001");
    expect(await pathsAt(page, 1)).toEqual(["/api/clients/2001"]);
    await button(page, "Pause").click();
    await ask("/api/clients/2002");
    await page.waitForTimeout(5000);
    expect(await pathsOf(page)).toEqual(["/api/clients/2001"]);
    const listening = page.waitForRequest((request) => request.url().includes("/api/logs/tail"));
    await button(page, "Resume").click();
    await listening;
    expect(await pathsAt(page, 2)).toEqual(["/api/clients/2002", "/api/clients/2001"]);
    await ask("/api/clients/2003");
    expect(await pathsAt(page, 3)).toEqual(["/api/clients/2003", "/api/clients/2002", "/api/clients/2001"]);
  });

  it("doesn't listen while its tab is hidden, and catches up", async () => {
    await using opened = await openList("/requests?path=/api/clients/6");
    const { page, countOf } = opened;
    await ask("/api/clients/6001");
    expect(await pathsAt(page, 1)).toEqual(["/api/clients/6001"]);
    const look = (visibilityState: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "visibilityState", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, visibilityState);
    await look("hidden");
    await ask("/api/clients/6002");
    const before = countOf("/api/logs");
    await page.waitForTimeout(5000);
    expect(await pathsOf(page)).toEqual(["/api/clients/6001"]);
    expect(countOf("/api/logs")).toBe(before);
    await look("visible");
    expect(await pathsAt(page, 2)).toEqual(["/api/clients/6002", "/api/clients/6001"]);
    expect(countOf("/api/logs/tail")).toBe(2);
  });

  it("goes on below with nothing missing or doubled, after what came on top", async () => {
    await ask(...numbered(3001, 3055));
    await using opened = await openList("/requests?path=/api/clients/3");
    const { page } = opened;
    await page.getByText("50 requests shown").waitFor();
    await page.locator("tbody tr").first().getByText("/api/clients/3055").waitFor();
    await ask(...numbered(3056, 3058));
    await page.locator("tbody tr").first().getByText("/api/clients/3058").waitFor();
    await button(page, "Load more").click();
    expect(await pathsAt(page, 58)).toEqual(numbered(3001, 3058).toReversed());
    await page.getByText("Paused: older pages are open").waitFor();
  });

  it("is read every few seconds where nobody can listen", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.route("**/api/logs/tail*", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto("/requests?path=/api/clients/4");
    await page.getByRole("heading", { name: "No request matches these filters" }).waitFor();
    await ask("/api/clients/4001");
    expect(await pathsAt(page, 1)).toEqual(["/api/clients/4001"]);
    const listening = page.waitForResponse((response) => response.url().includes("/tail") && response.ok());
    await page.unroute("**/api/logs/tail*");
    expect((await listening).headers()["content-type"]).toContain("text/event-stream");
  });

  it("doesn't listen to a period that is over", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto("/requests?period=custom&from=2026-01-01T00:00&to=2026-01-02T00:00");
    await page.getByRole("heading", { name: "No request matches these filters" }).waitFor();
    await page.waitForTimeout(3000);
    expect(asked.filter((url) => url.includes("/api/logs/tail"))).toEqual([]);
    expect(asked.filter((url) => url.includes("/api/logs?"))).toHaveLength(1);
    expect(await button(page, "Pause").count()).toBe(0);
  });
});

it("is saved as a file with the filters of the list", async () => {
  await ask("/api/clients/5001", "/api/clients", "/api/clients/abc");
  await using opened = await openList("/requests?status=404&path=/api/clients/5&period=24h");
  const { page } = opened;
  expect(await pathsAt(page, 1)).toEqual(["/api/clients/5001"]);
  const save = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };
  const csv = await save("Export CSV");
  expect(csv.name).toBe("requests.csv");
  const [head, first, ...rest] = csv.text.trimEnd().split("\r\n");
  expect(head).toMatch(/^time,requestId,service,/);
  expect(first).toContain(",GET,/api/clients/:id,/api/clients/5001,404,");
  expect(rest).toEqual([]);
  const ndjson = await save("Export NDJSON");
  expect(ndjson.name).toBe("requests.ndjson");
  expect(
    ndjson.text
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { path: string }).path),
  ).toEqual(["/api/clients/5001"]);
});
