import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { button } from "./client-page.ts";
import { salesApi } from "./sales-api.ts";
import { createShop } from "./shop.ts";
import { AS_OWNER } from "../stack.ts";

const shop = createShop();
let api: ReturnType<typeof salesApi>;

beforeAll(async () => {
  api = salesApi(shop.url);
});

const UNKNOWN = "0af7651916cd43dd8448eb211c80319c";

/** Calls the API, and answers the id of the request. */
async function request(path: string, body?: object): Promise<string> {
  const headers = { ...AS_OWNER, "content-type": "application/json" };
  const post = body && { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${shop.url}/api${path}`, { headers, ...post });
  if (!response.ok) throw new Error(await response.text());
  return response.headers.get("x-request-id")!;
}

async function sell(): Promise<string> {
  const client = await api.createClient("Clara Nunes");
  const record = await api.createRecord("Alvorecer", 3);
  return request("/purchases", { clientId: client.id, items: [{ productId: record.id, quantity: 1 }] });
}

const queueWorkflow = () => request("/workflows", { data: { order: 7 }, steps: ["Pack"] });

const waterfall = (page: Page) => page.getByRole("table", { name: /^The parts of the request/ });

/** The part whose name begins so, and its figures: begins, takes, itself, rows read, rows written. */
async function figuresOf(page: Page, part: RegExp): Promise<string[]> {
  const row = waterfall(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: part }) });
  await row.first().waitFor();
  return row.first().locator("td.numeric").allInnerTexts();
}

describe("where the time of a request went", () => {
  it("is opened from the list, and names gateway, service and database", async () => {
    const client = await api.createClient("Dona Ivone Lara");
    await request(`/clients/${client.id}`);
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto(`/requests?method=GET&path=/api/clients/${client.id}`);
    await page.getByRole("button", { name: `GET /api/clients/${client.id}, status 200: details` }).click();
    await page.getByRole("link", { name: "Where the time went, part by part" }).click();
    await page.waitForURL(/\/requests\/[0-9a-f]{32}\?at=/);
    await page.getByRole("heading", { level: 1, name: "GET /api/clients/:id" }).waitFor();
    await waterfall(page).waitFor();
    expect(await waterfall(page).getByRole("rowheader").allTextContents()).toEqual([
      "Gateway (level 1) GET /api/clients/:id 200",
      "Call (level 2) clients by gateway",
      expect.stringMatching(/^Service \(level 3\) clients \d/),
      "Database (level 4) select clients clients",
    ]);
    expect(await figuresOf(page, /^Gateway/)).toEqual([
      "0.0 ms",
      expect.stringMatching(/ ms$/),
      expect.stringMatching(/ ms$/),
      "–",
      "–",
    ]);
    expect((await figuresOf(page, /^Database/)).slice(3)).toEqual(["1", "0"]);
    expect(await page.locator(".trace-bar rect").count()).toBe(4);

    await page.getByText("Dona Ivone Lara person:1").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as OTLP/JSON" }).click(),
    ]);
    const otlp = JSON.parse(await readFile(await download.path(), "utf8")) as { resourceSpans: unknown[] };
    expect(otlp.resourceSpans.length).toBeGreaterThan(0);
    await page.getByRole("link", { name: "All requests with this id" }).click();
    await page.getByText("1 request shown").waitFor();
    expect(complaints).toEqual([]);
  });

  it("comes by itself once the log has it, with all services of a sale", async () => {
    const requestId = await sell();
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto(`/requests/${requestId}`);
    await page.getByRole("heading", { level: 1, name: "POST /api/purchases" }).waitFor();
    for (const service of ["sales", "clients", "catalog"]) {
      await waterfall(page)
        .getByRole("rowheader", { name: new RegExp(`^Service .*${service}`) })
        .waitFor();
    }
    const [read, written] = (await figuresOf(page, /^Database .*\d+ statements sales$/)).slice(3);
    expect(Number(read)).toBeGreaterThan(0);
    expect(Number(written)).toBeGreaterThan(5);
    await page.locator(".tile").filter({ hasText: "Services" }).getByText("sales").waitFor();
    await page.getByRole("table", { name: "In the log under this id" }).getByText("/api/purchases").waitFor();
  });

  it("goes on with what queues did later, which can be left out", async () => {
    const requestId = await queueWorkflow();
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto(`/requests/${requestId}`);
    const kinds = waterfall(page).locator(".trace-kind");
    await kinds.getByText("Message").waitFor();
    expect(await kinds.allTextContents()).toEqual([
      "Gateway",
      "Call",
      "Service",
      "Database",
      "Queue",
      "Message",
      "Database",
      "Database",
    ]);
    await page.getByText("All done after").waitFor();
    await page.getByRole("radio", { name: "All of it" }).focus();
    await page.keyboard.press("ArrowRight");
    await kinds.getByText("Message").waitFor({ state: "detached" });
    expect(await kinds.allTextContents()).toEqual(["Gateway", "Call", "Service", "Database"]);
  });

  it("says so where no parts were kept", async () => {
    const requestId = await request("/clients");
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.route(`**/api/logs/${requestId}`, async (route) => {
      const response = await route.fetch();
      const trace = (await response.json()) as { spans?: object[] };
      await route.fulfill({ response, json: { ...trace, ...(trace.spans && { spans: [trace.spans[0]] }) } });
    });
    await page.goto(`/requests/${requestId}`);
    await page.getByRole("heading", { name: "No parts of this request were kept" }).waitFor();
    await page.getByRole("heading", { name: /^Where the time went: .* ms$/ }).waitFor();
    expect(await waterfall(page).count()).toBe(0);
    expect(await page.locator(".tile dt").allTextContents()).toEqual(["Answered in", "Services"]);
    await page.locator(".tile-note").getByText("clients").waitFor();
  });
});

describe("an id that the log hasn't", () => {
  it("is told from one that is none, with what to do", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto(`/requests/${UNKNOWN}`);
    await page.getByRole("heading", { name: `The log has no request ${UNKNOWN}` }).waitFor();
    await page.getByText("takes some seconds to be there").waitFor();
    const again = page.waitForRequest(`**/api/logs/${UNKNOWN}`);
    await button(page, "Try again").click();
    expect((await (await again).response())?.status()).toBe(404);
    await page.goto("/requests/7");
    await page.getByRole("heading", { name: "This is no request id" }).waitFor();
  });

  it("is a link in the notice of what failed", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.route("**/api/stock?*", (route) =>
      route.fulfill({ status: 500, headers: { "x-request-id": UNKNOWN }, json: { code: "internal" } }),
    );
    await page.goto("/stock");
    const link = page.getByRole("alert").getByRole("link", { name: UNKNOWN });
    expect(await link.getAttribute("href")).toBe(`/requests/${UNKNOWN}`);
    const [shown] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await shown.getByRole("heading", { name: `The log has no request ${UNKNOWN}` }).waitFor();
  });
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 390 },
  { locale: "pt-BR", colorScheme: "dark", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
  { locale: "en-US", colorScheme: "light", width: 1280 },
])("keeps to its width and has no barriers: $locale, $colorScheme, $width", async (look) => {
  const paths = [`/requests/${await sell()}`, `/requests/${await queueWorkflow()}`, `/requests/${UNKNOWN}`];
  await using opened = await shop.open(look);
  const { page, complaints } = opened;
  for (const path of paths) {
    await page.goto(path);
    const isUnknown = path.endsWith(UNKNOWN);
    await page.locator(isUnknown ? ".empty" : ".trace-table tbody tr:nth-child(4)").waitFor();
    expect(await findBarriers(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(look.width);
  }
  expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
});
