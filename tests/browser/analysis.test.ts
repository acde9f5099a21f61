import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findBarriers, type Look } from "./browser.ts";
import { fillKnownLog } from "./known-log.ts";
import { createShop } from "./shop.ts";

const shop = createShop({ prepare: fillKnownLog });

const LOOKS: Look[] = [
  { locale: "en-US", colorScheme: "light", width: 1280 },
  { locale: "pt-BR", colorScheme: "dark", width: 390 },
];

const WAIT = { timeout: 5000 };

const ENGLISH = { locale: "en-US" } as const;

/** The tile that tells how many requests there were. */
const total = (page: Page) => page.locator(".tiles:not(.sales-tiles) .tile-value").first();
const totalIs = (page: Page, text: string) =>
  total(page)
    .filter({ hasText: new RegExp(`^${text}$`) })
    .waitFor();
const groups = (page: Page) => page.locator(".group-table tbody .cell-key");

describe("the API's figures", () => {
  it("are ordered by what matters, and the address keeps the order", async () => {
    await using opened = await shop.open(ENGLISH);
    const { page } = opened;
    await page.goto("/?by=route");
    await page.getByLabel("Order").selectOption({ label: "Most errors" });
    await page.waitForURL(/sort=-errors/);
    await expect.poll(() => groups(page).first().textContent(), WAIT).toBe("POST /api/clients");
    expect(await page.locator(".group-table tbody .cell-errors").first().textContent()).toBe("3");
    await page.goto("/?by=route&service=clients&sort=p95");
    await expect
      .poll(() => groups(page).allTextContents(), WAIT)
      .toEqual(["GET /api/clients", "POST /api/clients"]);
    await page.getByRole("button", { name: "p95, ms" }).click();
    await page.waitForURL(/sort=-p95/);
    expect(await groups(page).allTextContents()).toEqual(["POST /api/clients", "GET /api/clients"]);
    expect(await page.getByLabel("Order").inputValue()).toBe("-p95");
  });

  it("are narrowed to a group and to another in it, also after a reload, and widened again", async () => {
    await using opened = await shop.open(ENGLISH);
    const { page } = opened;
    await page.goto("/?by=service");
    await page.getByRole("link", { name: "Only clients" }).click();
    await page.waitForURL(/service=clients/);
    await totalIs(page, "16");
    const chip = page.getByRole("button", { name: "Remove Service: clients" });
    expect(await chip.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.reload();
    await totalIs(page, "16");
    const requests = page.getByRole("link", { name: "See these requests" });
    expect(await requests.getAttribute("href")).toBe("/requests?service=clients&period=1h");

    await page.getByRole("link", { name: "Only POST /api/clients" }).click();
    await totalIs(page, "4");
    await requests.click();
    await page.getByText("4 requests shown").waitFor();
    expect(await page.getByLabel("Route", { exact: true }).inputValue()).toBe("/api/clients");
    await page.goBack();
    await totalIs(page, "4");
    await page.getByRole("button", { name: "Remove Route: POST /api/clients" }).click();
    await totalIs(page, "16");
    await chip.click();
    await expect.poll(async () => Number(await total(page).textContent()), WAIT).toBeGreaterThan(20);
    expect(new URL(page.url()).search).toBe("?by=caller");
  });

  it("are counted by country, which no filter by route goes with", async () => {
    await using opened = await shop.open(ENGLISH);
    const { page, complaints } = opened;
    await page.goto("/?service=clients&method=POST&route=/api/clients&by=status");
    await totalIs(page, "4");
    await page.getByLabel("Group by").selectOption({ label: "Country" });
    await expect.poll(() => groups(page).allTextContents(), WAIT).toEqual(["Brazil BR", "Portugal PT"]);
    expect(new URL(page.url()).search).toBe("?service=clients&by=country");
    await page.getByRole("link", { name: "Only Portugal PT" }).click();
    await expect.poll(() => groups(page).allTextContents(), WAIT).toEqual(["LIS"]);
    expect(await total(page).textContent()).toBe("4");
    await page.goto("/?country=PT&route=/api/clients&by=route");
    await totalIs(page, "4");
    expect(complaints).toEqual([]);
  });

  it("stand beside those of the hour before, in words too", async () => {
    await using opened = await shop.open(ENGLISH);
    const { page } = opened;
    await page.goto("/?service=clients");
    const before = page.locator(".tile-before");
    await before.first().waitFor();
    expect(await before.allTextContents()).toEqual([
      "100%100% more than in the hour before, before: 8",
      "18.8 pp18.8 percentage points higher than in the hour before, before: 0%",
      "0%as in the hour before, before: 4.0",
      "> 999%> 999% slower than in the hour before, before: 4.0",
      "> 999%> 999% slower than in the hour before, before: 4.0",
    ]);
    expect(await page.locator(".group-table tbody .cell-change").allTextContents()).toEqual([
      "50%50% more than in the hour before",
      "–",
    ]);
  });

  it("show in a map how often which latency was met, by keyboard and as a table", async () => {
    await using opened = await shop.open(ENGLISH);
    const { page } = opened;
    await page.goto("/?service=clients");
    await page.getByText("The heat map as a table").click();
    const table = page.getByRole("table", { name: "The heat map as a table" });
    await expect
      .poll(() => table.locator(".cell-all").allTextContents(), WAIT)
      .toEqual(["All", "1", "3", "12"]);
    expect(await table.getByRole("columnheader").allTextContents()).toEqual([
      "Time",
      "All",
      "2 ms to 5 ms",
      "5 ms to 10 ms",
      "10 ms to 20 ms",
      "20 ms to 50 ms",
      "50 ms to 100 ms",
      "100 ms to 200 ms",
      "200 ms to 500 ms",
    ]);
    const tip = page.locator(".heat [role=status]");
    await page.keyboard.press("Shift+Tab");
    await tip.filter({ hasText: "20 ms to 50 ms: 1 request" }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await tip.filter({ hasText: "20 ms to 50 ms: 0 requests" }).waitFor();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowUp");
    await tip.filter({ hasText: "200 ms to 500 ms: 3 requests" }).waitFor();
    expect(await tip.textContent()).toContain("New: clients 2.0.0");
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "hidden" });
  });

  it("mark when a version came, on each chart, and say which", async () => {
    await using opened = await shop.open(ENGLISH);
    const { page } = opened;
    await page.goto("/?service=clients");
    const versions = page.getByRole("region", { name: "Versions new in this period" });
    await versions.waitFor();
    expect(await versions.getByRole("listitem").allTextContents()).toEqual([
      expect.stringMatching(/^clients 2\.0\.0 \d\d\/\d\d, \d\d:\d\d$/),
    ]);
    expect(await page.locator(".chart .chart-marks path").count()).toBe(3);
    // 20 minutes of the 60 are left.
    const [mark, plot] = await Promise.all(
      [".heat .chart-marks path", ".heat .heat-ground"].map((part) => page.locator(part).boundingBox()),
    );
    const share = (mark!.x + mark!.width / 2 - plot!.x) / plot!.width;
    expect(Math.abs(share - 2 / 3)).toBeLessThan(0.03);
  });

  it.each(LOOKS)("have no barrier and no sideways scroll ($locale, $width px)", async (look) => {
    await using opened = await shop.open(look);
    const { page, complaints } = opened;
    for (const path of [
      "/?period=24h&by=country&country=BR&service=clients&status=2xx",
      "/?by=caller&sort=-p95",
    ]) {
      await page.goto(path);
      await page.locator(".heat-cell").first().waitFor();
      await page.locator(".chart-latency svg.frappe-chart").waitFor();
      await page.waitForFunction(() => !document.querySelector(".skeleton"));
      await page.locator(".heat-details summary").click();
      await page.locator(".heat-host").focus();
      expect(await findBarriers(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
  });
});
