import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { runCrons } from "../../workers/local/stack.ts";
import { accountsApi, PASSWORD } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { createShop } from "./shop.ts";

interface Rule {
  id: number;
  name: string;
  version: number;
  threshold: number | null;
  service: string | null;
}

/** The minute that isn't over is looked at too, so that nobody has to wait for its end. */
const shop = createShop({ hasCrons: true, vars: { ALERT_DELAY_SECONDS: "-60" } });

const call: ReturnType<typeof accountsApi>["call"] = (...args) => accountsApi(shop.url).call(...args);

const listRules = async () => (await call<{ items: Rule[] }>("GET", "/alerts/rules")).items;

/** A rule of a service that nobody asks anything, which fires at once. */
async function createSilence(name = "Nobody works"): Promise<Rule> {
  const silence = { name, kind: "silence", service: "workflows", windowMinutes: 2, forMinutes: 1 };
  const rule = await call<Rule>("POST", "/alerts/rules", silence);
  await runCrons(shop.url);
  return rule;
}

async function forgetRules(): Promise<void> {
  for (const { id } of await listRules()) await call("DELETE", `/alerts/rules/${id}`);
}

const input = (page: Page, name: string) => page.locator(`#alert-rule-form [name=${name}]`);

describe("a rule", () => {
  it("is made by keyboard and says what it means, and what is wrong with it", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/alerts");
    await page.getByRole("heading", { name: "No rules yet" }).waitFor();
    await page.getByRole("heading", { name: "Nothing is watched" }).waitFor();
    await button(page, "New rule").focus();
    await page.keyboard.press("Enter");
    await isFocused(page, "#alert-rule-form [name=name]");
    await page.keyboard.type("Clients fail");
    const meaning = page.locator("#alert-rule-meaning");
    await meaning.getByText("5% or more of requests fail, over 5 minutes.").waitFor();

    await input(page, "threshold").fill("150");
    await button(page, "Make rule").click();
    await page.getByText("Write 100 at most.").waitFor();
    await isFocused(page, "#alert-rule-form [name=threshold][aria-invalid=true]");
    await input(page, "threshold").fill("many");
    await meaning.getByText("Fill in the numbers").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Write a number.").waitFor();
    await input(page, "threshold").fill("2.5");
    await input(page, "service").selectOption("clients");
    await page.getByText("Narrow it down").click();
    await input(page, "method").selectOption("POST");
    await input(page, "route").fill("api/clients");
    await page.getByText("Narrow it down").click();
    await button(page, "Make rule").click();
    await page.getByText("Write a path that begins with /").waitFor();
    await isFocused(page, "#alert-rule-form [name=route]");
    await input(page, "route").fill("");
    await meaning.getByText("2.5% or more of POST requests to clients fail, over 5 minutes.").waitFor();
    await meaning.getByText("It fires after 2 minutes of that in a row").waitFor();
    await button(page, "Make rule").click();
    await said(page, "The rule was made");
    await isFocused(page, "#add-alert-rule");
    expect(await listRules()).toMatchObject([
      { name: "Clients fail", kind: "error-rate", threshold: 0.025, service: "clients", method: "POST" },
    ]);

    const row = page.locator(".alert-rule-table tbody tr");
    await row.getByText("Not looked at yet").waitFor();
    await runCrons(shop.url);
    await page.reload();
    await row.getByText("OK", { exact: true }).waitFor();
    await row.getByText("0 requests").waitFor();
    await page.getByRole("heading", { name: "Nothing is wrong" }).waitFor();
    expect(complaints.filter((text) => !text.includes("status of 422"))).toEqual([]);
  });

  it("is edited beside somebody else, switched off, and deleted once that is confirmed", async () => {
    await forgetRules();
    const rule = await call<Rule>("POST", "/alerts/rules", { name: "Slow", kind: "p95", threshold: 500 });
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/alerts");
    await page.getByRole("link", { name: "Slow" }).click();
    await page.getByText("Made by Dona Ivone Lara").waitFor();
    expect(await input(page, "threshold").inputValue()).toBe("500");
    await call("PATCH", `/alerts/rules/${rule.id}`, { name: "Far too slow", windowMinutes: 60 }, 1);
    await input(page, "threshold").fill("1,500");
    await button(page, "Save changes").click();
    await page.getByText("Somebody else changed it meanwhile.").waitFor();
    await page.getByRole("heading", { name: "Far too slow", level: 1 }).waitFor();
    expect(await input(page, "name").inputValue()).toBe("Far too slow");
    expect(await input(page, "threshold").inputValue()).toBe("1,500");
    await button(page, "Save changes").click();
    await said(page, "The rule was saved");
    await page.getByText("Limit: 500 ms → 1,500 ms").waitFor();
    await page
      .locator(".facts")
      .getByText("The slowest 5% of requests take 1,500 ms or longer, over 1 hour")
      .waitFor();
    await page.getByText("Name: Slow → Far too slow").waitFor();
    expect(await listRules()).toMatchObject([{ threshold: 1500, windowMinutes: 60, version: 3 }]);

    await button(page, "Switch off").click();
    await page.locator(".facts").getByText("Switched off").waitFor();
    await page.getByText("Switched on: yes → no").waitFor();
    await button(page, "Switch on").click();
    await page.locator(".facts").getByText("Not looked at yet").waitFor();
    await button(page, "Delete").click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await button(page, "Delete").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await said(page, "The rule was deleted");
    await page.getByRole("heading", { name: "No rules yet" }).waitFor();
    expect(await listRules()).toEqual([]);
    expect(complaints.filter((text) => !text.includes("status of 412"))).toEqual([]);
  });
});

describe("an alert", () => {
  it("stands on the overview while it is open, leads to its requests, and is history then", async () => {
    await forgetRules();
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/");
    await page.locator(".tiles").first().waitFor();
    expect(await page.locator(".open-alerts").count()).toBe(0);
    const rule = await createSilence();
    await page.reload();
    const notice = page.getByRole("status").filter({ hasText: "1 alert is open" });
    await notice.getByText("Nobody works").waitFor();
    await notice.getByText("No request came in 2 minutes.").waitFor();
    const told = page.locator(".feed").getByRole("link", { name: "Alert: Nobody works" });
    expect(await told.getAttribute("href", { timeout: 20_000 })).toBe("/alerts");
    await notice.getByRole("link", { name: "See the alerts" }).click();

    const now = page.locator(".open-alert");
    await now.getByRole("link", { name: "Nobody works", exact: true }).waitFor();
    await page.locator(".alert-rule-table .badge", { hasText: "Firing" }).waitFor();
    const { items } = await call<{ items: { since: string }[] }>("GET", "/alerts?open=true");
    const inSaoPaulo = new Date(Date.parse(items[0]!.since) - 2 * 60_000 - 3 * 3_600_000);
    const from = encodeURIComponent(inSaoPaulo.toISOString().slice(0, 16));
    const link = now.getByRole("link", { name: "See the requests of Nobody works" });
    expect(await link.getAttribute("href")).toBe(`/requests?period=custom&from=${from}&service=workflows`);

    await call("PATCH", `/alerts/rules/${rule.id}`, { active: false }, 1);
    await page.reload();
    await page.getByRole("heading", { name: "Nothing is watched" }).waitFor();
    const past = page.locator(".alert-table tbody tr");
    await past.getByText("the rule was switched off").waitFor();
    await past.getByText("No request to workflows comes in 2 minutes").waitFor();
    await page.getByText("1 alert shown").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("alerts.csv");
    expect(complaints).toEqual([]);
  });
});

it("is there to read for who doesn't manage alerts", async () => {
  await forgetRules();
  const { id } = await createSilence("Nobody works at all");
  const viewer = { email: "clementina@example.com", name: "Clementina de Jesus", role: "viewer" };
  await accountsApi(shop.url).createPerson(viewer);
  await using opened = await shop.open({ locale: "en-US", signedIn: false });
  const { page, complaints } = opened;
  await page.context().request.post("/api/session", { data: { email: viewer.email, password: PASSWORD } });
  await page.goto("/alerts");
  await page.locator(".alert-rule-table").getByRole("link", { name: "Nobody works at all" }).waitFor();
  expect(await page.locator("#content button").count()).toBe(0);
  await page.goto(`/alerts/rules/${id}`);
  await page.getByText("Made by Dona Ivone Lara").waitFor();
  await page.locator(".facts").getByText("Firing").waitFor();
  expect(await page.locator("#content button, #content form").count()).toBe(0);
  expect(complaints).toEqual([]);
});

it.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 390 },
  { locale: "en-US", colorScheme: "dark", width: 1280 },
])("keeps to its width and has no barriers: $locale, $colorScheme, $width", async (look) => {
  await forgetRules();
  const { id } = await createSilence(`Nobody ${"really ".repeat(10)}works-${"x".repeat(60)}`);
  await using opened = await shop.open(look);
  const { page, complaints } = opened;
  for (const path of ["/", "/alerts", `/alerts/rules/${id}`]) {
    await page.goto(path);
    await page.locator(".open-alerts, .alert-table").first().waitFor();
    if (path === "/alerts") {
      await page.locator("#add-alert-rule").click();
      await page.locator(".alert-narrow summary").click();
    }
    expect(await findBarriers(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(look.width);
  }
  expect(complaints).toEqual([]);
});
