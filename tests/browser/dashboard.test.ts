import type { Page, Request } from "playwright-core";
import { describe, expect, it } from "vitest";
import { AS_OWNER, eventually } from "../stack.ts";
import { findBarriers, type Look } from "./browser.ts";
import { createShop } from "./shop.ts";

const shop = createShop({ demoData: true });

const WORDS = {
  "pt-BR": {
    clients: "Clientes",
    add: "Novo cliente",
    name: "Nome",
    save: "Salvar cliente",
    saved: "foi salvo",
    search: "Buscar por nome",
    requests: "Requisições",
    overview: "Visão geral",
    byRoute: "Por rota",
  },
  "en-US": {
    clients: "Clients",
    add: "New client",
    name: "Name",
    save: "Save client",
    saved: "was saved",
    search: "Search by name",
    requests: "Requests",
    overview: "Overview",
    byRoute: "By route",
  },
} as const;

/** How often the by-route table says a route was called. */
async function countOfRoute(page: Page, table: string, route: string): Promise<number> {
  const row = page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: route });
  const text = await row.getByRole("cell").nth(1).textContent();
  return Number(text);
}

describe.each(["pt-BR", "en-US"] as const)("in %s", (locale) => {
  const words = WORDS[locale];

  it("a client is created in the form, found by search, and the request seen in log and figures", async () => {
    await using opened = await shop.open({ locale });
    const { page, complaints } = opened;
    const name = `Águeda ${locale === "pt-BR" ? "Conceição" : "Assunção"}`;
    await page.goto("/?period=24h");
    await page.getByRole("table", { name: words.byRoute }).waitFor();
    const post = page.getByText("POST /api/clients", { exact: true });
    const before =
      (await post.count()) === 0 ? 0 : await countOfRoute(page, words.byRoute, "POST /api/clients");

    await page.getByRole("link", { name: words.clients, exact: true }).click();
    await page.getByRole("link", { name: words.add }).click();
    await page.getByLabel(words.name, { exact: true }).fill(name);
    await page.getByRole("button", { name: words.save }).click();
    await page
      .getByRole("status")
      .filter({ hasText: `${name} ${words.saved}` })
      .waitFor();
    await page.getByRole("link", { name }).waitFor();

    await page
      .getByRole("searchbox", { name: words.search })
      .fill(locale === "pt-BR" ? "conceicao agu" : "ASSUNCAO águ");
    await page.waitForURL(/search=/);
    await page.getByRole("link", { name, exact: true }).waitFor();
    await eventually(async () => ((await page.getByRole("row").count()) < 10 ? true : undefined));

    await page.getByRole("link", { name: words.requests, exact: true }).click();
    await page
      .getByRole("button", { name: /^POST \/api\/clients, status 201/ })
      .first()
      .waitFor({ timeout: 5000 });

    await page.getByRole("link", { name: words.overview, exact: true }).click();
    const after = await eventually(async () => {
      await page.goto("/?period=24h");
      await post.waitFor();
      const count = await countOfRoute(page, words.byRoute, "POST /api/clients");
      return count > before ? count : undefined;
    });
    expect(after).toBe(before + 1);
    expect(await page.locator(".chart rect.bar").count()).toBeGreaterThan(0);
    expect(await page.locator(".chart path.line").count()).toBeGreaterThan(0);
    expect(await page.locator("html").getAttribute("lang")).toBe(locale === "pt-BR" ? "pt-BR" : "en");
    expect(complaints).toEqual([]);
  });
});

const PAGES = [
  "/",
  "/clients",
  "/clients?search=zzz",
  "/clients/new",
  "/clients/7",
  "/clients/999999",
  "/requests",
  "/requests?status=5xx&period=24h",
  "/services",
  "/nowhere",
];
const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 1280 },
  { locale: "pt-BR", colorScheme: "dark", width: 390 },
  { locale: "en-US", colorScheme: "light", width: 390 },
];

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it.each(PAGES)("%s has no barrier, no sideways scroll and lives with the CSP", async (path) => {
    await using opened = await shop.open(look);
    const { page, complaints } = opened;
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForFunction(() => !document.querySelector(".skeleton"));
    if (path === "/") await page.locator(".chart svg").nth(1).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    expect(await page.title()).toContain("Fachada");
    // The browser itself reports the 404 of a client that isn't there.
    expect(complaints.filter((text) => !(path === "/clients/999999" && text.includes("404")))).toEqual([]);
  });
});

describe("the form", () => {
  it("works by keyboard alone, and says at each field what the API refused", async () => {
    await using opened = await shop.open();
    const { page } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Nome").focus();
    await page.keyboard.type("Nara Leão");
    await page.keyboard.press("Tab");
    await page.keyboard.type("nara@");
    await page.keyboard.press("Tab");
    await page.keyboard.type("11987654321");
    await page.keyboard.press("Tab");
    await page.keyboard.type("12345678900");
    await page.keyboard.press("Enter");

    const email = page.getByLabel("E-mail");
    await page.getByRole("alert").waitFor();
    expect(await email.getAttribute("aria-invalid")).toBe("true");
    expect(await email.evaluate((input) => input === document.activeElement)).toBe(true);
    const described = (await email.getAttribute("aria-describedby"))!.split(" ")[0]!;
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain("e-mail");
    expect(await page.getByLabel("CPF ou CNPJ").inputValue()).toBe("123.456.789-00");
    expect(await page.getByLabel("Telefone").inputValue()).toBe("(11) 98765-4321");
    expect(await findBarriers(page)).toEqual([]);

    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("nara@exemplo.com.br");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("123.456.789-09");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Nara Leão" }).waitFor();
  });

  it("keeps what was typed when the server can't be reached", async () => {
    await using opened = await shop.open({ locale: "en-US", width: 390 });
    const { page } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Name").fill("Elis Regina");
    await page.route("**/api/clients", (route) => route.abort());
    await page.getByRole("button", { name: "Save client" }).click();
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Elis Regina");
    await page.unroute("**/api/clients");
    await page.getByRole("button", { name: "Save client" }).click();
    await page.getByRole("link", { name: "Elis Regina" }).waitFor();
  });

  it("makes one client when the answer is lost and the form is sent again", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Name").fill("Jovelina Pérola Negra");
    await page.route("**/api/clients", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole("button", { name: "Save client" }).click();
    await page.getByRole("alert").waitFor();
    await page.unroute("**/api/clients");
    await page.getByRole("button", { name: "Save client" }).click();
    await page.getByRole("link", { name: "Jovelina Pérola Negra" }).waitFor();
    const answer = await fetch(`${shop.url}/api/clients?search=jovelina`, { headers: AS_OWNER });
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(1);
  });
});

describe("after a write", () => {
  it("reads at least as far, also after a reload: the bookmark goes along", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/clients/new");
    await page.getByLabel("Name").fill("Clara Nunes");
    const written = page.waitForResponse((response) => response.request().method() === "POST");
    const read = () =>
      page.waitForRequest((request) => request.method() === "GET" && request.url().includes("/api/clients"));
    const sent = async (request: Request) =>
      (await request.headerValue("x-d1-bookmark"))?.split(",").find((one) => one.startsWith("clients="));
    const next = read();
    await page.getByRole("button", { name: "Save client" }).click();
    const bookmark = await (await written).headerValue("x-d1-bookmark");
    expect(bookmark).toMatch(/^clients=\S+$/);
    expect(await sent(await next)).toBe(bookmark);
    const afterReload = read();
    await page.reload();
    expect((await sent(await afterReload))! >= bookmark!).toBe(true);
  });
});

describe("the log", () => {
  it("keeps its filters in the address, and can be paused", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/requests");
    await page.getByLabel("Status").selectOption("4xx");
    await page.waitForURL(/status=4xx/);
    await eventually(async () => {
      const texts = await page.locator("tbody .status").allTextContents();
      return texts.length > 0 && texts.every((text) => text.startsWith("4")) ? true : undefined;
    });
    await page.reload();
    expect(await page.getByLabel("Status").inputValue()).toBe("4xx");
    await page.getByRole("button", { name: "Pause" }).click();
    await fetch(`${shop.url}/api/clients/abc`, { headers: AS_OWNER });
    await page.waitForTimeout(4000);
    expect(await page.getByText("/api/clients/abc").count()).toBe(0);
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByText("/api/clients/abc").waitFor();
  });

  it("is counted by caller, and shows what each of them asked for", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/?period=24h&by=caller");
    await page.locator(".group-table").getByRole("link", { name: "Loja virtual" }).click();
    await page.waitForURL(/\/requests\?caller=key%3A1$/);
    await page.locator("tbody .cell-caller").first().waitFor();
    const callers = new Set(await page.locator("tbody .cell-caller").allTextContents());
    expect([...callers]).toEqual(["Loja virtual"]);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel("Caller").selectOption({ label: "Paulinho da Viola" });
    await page.waitForURL(/caller=person%3A2/);
    await page.locator("tbody .cell-caller").filter({ hasText: "Paulinho da Viola" }).first().waitFor();
    expect(await page.locator("tbody .cell-caller").filter({ hasText: "Loja virtual" }).count()).toBe(0);
  });

  it("opens a request with all that is known of it, and gives the focus back", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.goto("/requests?service=clients");
    const first = page.getByRole("button", { name: /details$/ }).first();
    await first.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Rows read").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });
});

describe("the language", () => {
  it("can be changed, and stays so", async () => {
    await using opened = await shop.open();
    const { page } = opened;
    await page.goto("/clients");
    await page.getByRole("heading", { name: "Clientes" }).waitFor();
    await page.getByLabel("Idioma").selectOption("en");
    await page.getByRole("heading", { name: "Clients" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Clients" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  it("stays as it was where the other one can't be loaded", async () => {
    await using opened = await shop.open();
    const { page } = opened;
    await page.route("**/assets/en-*.js", (route) => route.abort());
    await page.goto("/clients");
    await page.getByLabel("Idioma").selectOption("en");
    await page.getByRole("status").filter({ hasText: "Não foi possível carregar o idioma." }).waitFor();
    expect(await page.getByLabel("Idioma").inputValue()).toBe("pt-BR");
    await page.getByRole("heading", { name: "Clientes" }).waitFor();
  });
});
