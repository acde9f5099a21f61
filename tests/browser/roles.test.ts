import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { accountsApi, PASSWORD } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, clientsApi, HOME } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let client: string;

const PEOPLE = {
  viewer: { email: "viewer@example.com", name: "Clara Nunes", role: "viewer" },
  staff: { email: "staff@example.com", name: "Leci Brandão", role: "staff" },
} as const;

beforeAll(async () => {
  const accounts = accountsApi(shop.url);
  await Promise.all(Object.values(PEOPLE).map((person) => accounts.createPerson(person)));
  client = (await clientsApi(shop.url).createClient(HOME)).page;
});

async function openAs(who: keyof typeof PEOPLE, look: Partial<Look> = {}) {
  const opened = await shop.open({ locale: "en-US", signedIn: false, ...look });
  const { email } = PEOPLE[who];
  await opened.page.context().request.post("/api/session", { data: { email, password: PASSWORD } });
  return opened;
}

const links = (page: Page) => page.locator("#content a.button").allInnerTexts();
const buttons = async (page: Page) =>
  (await page.locator("#content button").allInnerTexts()).map((text) => text.replace("\n", " "));

describe("a viewer", () => {
  it("sees clients, and nothing that would change them", async () => {
    await using opened = await openAs("viewer");
    const { page, complaints } = opened;
    await page.goto("/clients");
    await page.getByRole("link", { name: "Chiquinha Gonzaga" }).waitFor();
    expect(await links(page)).toEqual(["Export"]);
    await page.goto(client);
    await page.locator(".history").getByText(HOME.street).waitFor();
    expect(await links(page)).toEqual(["All clients", "Export data (JSON)"]);
    expect(await buttons(page)).toEqual([]);
    await page.getByRole("button", { name: "Clara Nunes Viewer" }).waitFor();
    const entries = await page.getByRole("navigation").getByRole("link").allInnerTexts();
    expect(entries).toEqual([
      "Overview",
      "Sales",
      "Clients",
      "Catalogue",
      "Stock",
      "Workflows",
      "Requests",
      "Alerts",
      "Services",
    ]);
    expect(complaints).toEqual([]);
  });

  it.each<[string, Look]>([
    ["/clients/new", { locale: "pt-BR", colorScheme: "light", width: 1280 }],
    ["/clients/import", { locale: "en-US", colorScheme: "dark", width: 390 }],
  ])("is told that %s isn't theirs", async (path, look) => {
    await using opened = await openAs("viewer", look);
    const { page, complaints } = opened;
    await page.goto(path);
    const title = look.locale === "pt-BR" ? "Seu papel não inclui" : "Your role doesn't include";
    await page.getByRole("heading", { name: title, level: 1 }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe("the log says who called", () => {
  const callers = (page: Page) => page.locator("tbody .cell-caller");

  it("by name to an owner", async () => {
    await using viewer = await openAs("viewer");
    await viewer.page.goto("/services");
    await viewer.page.locator(".service-table").waitFor();
    await using opened = await shop.open({ locale: "en-US" });
    const { page, complaints } = opened;
    await page.goto("/requests?path=/api/services");
    await page
      .getByRole("row")
      .filter({ hasText: "Clara Nunes" })
      .first()
      .getByRole("button", { name: /details$/ })
      .click();
    await page.getByRole("dialog").getByText("Clara Nunes person:").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("by number to those who may not know the others", async () => {
    await using opened = await openAs("viewer");
    const { page, complaints } = opened;
    await page.goto("/requests?path=/api/clients");
    await callers(page)
      .filter({ hasText: /^person:1$/ })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("staff", () => {
  it("changes clients, and doesn't erase them", async () => {
    await using opened = await openAs("staff");
    const { page, complaints } = opened;
    await page.goto("/clients");
    await page.getByRole("link", { name: "Chiquinha Gonzaga" }).waitFor();
    expect(await links(page)).toEqual(["New client", "Import", "Export"]);
    await page.goto(client);
    await page.locator(".history").getByText(HOME.street).waitFor();
    expect(await buttons(page)).toEqual(["Edit", "Deactivate", "Add address", "Edit Casa", "Delete Casa"]);
    expect(complaints).toEqual([]);
  });

  it("who lost the right meanwhile is told so, and loses nothing typed", async () => {
    await using opened = await openAs("staff");
    const { page } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Name").fill("Beth Carvalho");
    await page.route("**/api/clients", (route) =>
      route.fulfill({ status: 403, json: { code: "forbidden", detail: "This needs clients:write." } }),
    );
    await button(page, "Save client").click();
    await page.getByRole("alert").filter({ hasText: "Your role doesn't allow this." }).waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Beth Carvalho");
  });
});
