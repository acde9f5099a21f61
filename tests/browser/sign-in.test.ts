import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { DEMO_OWNER } from "../../workers/local/demo-data.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();

const open = (look: Partial<Look> = {}) => shop.open({ locale: "en-US", signedIn: false, ...look });

async function typeIn(page: Page, email: string, password: string) {
  await isFocused(page, "[name=email]");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

/** The browser itself reports that the API didn't know who is asking. */
const unexpected = (complaints: string[]) => complaints.filter((text) => !text.includes("401"));

describe("the door", () => {
  it("leads by keyboard alone to the page that was wanted, and says when the password is wrong", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await page.goto("/clients?sort=name");
    await page.waitForURL(/\/sign-in\?next=%2Fclients%3Fsort%3Dname$/);
    await typeIn(page, DEMO_OWNER.email, "not the password");
    await page.getByRole("alert").filter({ hasText: "The e-mail or the password is wrong." }).waitFor();
    await isFocused(page, "[name=password]");
    expect(await page.locator("[name=email]").inputValue()).toBe(DEMO_OWNER.email);

    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(DEMO_OWNER.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Clients", level: 1 }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/clients?sort=name");
    await isFocused(page, "h1");
    expect(unexpected(complaints)).toEqual([]);
  });

  it("can be filled by a password manager, shows a password only when asked, and starts empty", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/sign-in");
    const email = page.getByLabel("E-mail");
    const password = page.getByLabel("Password", { exact: true });
    expect(await email.getAttribute("autocomplete")).toBe("username");
    expect(await password.getAttribute("autocomplete")).toBe("current-password");
    expect([await email.inputValue(), await password.inputValue()]).toEqual(["", ""]);
    expect(await password.getAttribute("type")).toBe("password");
    await page.getByRole("button", { name: "Show the password" }).click();
    expect(await password.getAttribute("type")).toBe("text");
    // Some managers set values without an event.
    await page.evaluate(({ email, password }) => {
      document.querySelector<HTMLInputElement>("[name=email]")!.value = email;
      document.querySelector<HTMLInputElement>("[name=password]")!.value = password;
    }, DEMO_OWNER);
    await button(page, "Sign in").click();
    await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  });

  it("sends nothing while something is missing, and says so at the field", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/sign-in");
    await typeIn(page, "ana@example.com", "");
    await page.getByText("Fill in your password.").waitFor();
    await isFocused(page, "[name=password][aria-invalid=true]");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it.each([
    ["//evil.example/", "/"],
    ["/\\evil.example/", "/"],
    ["/\t/evil.example/", "/"],
    ["/.//evil.example/", "/"],
    ["https://evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["/sign-in?next=/clients", "/"],
    ["/requests?status=4xx#end", "/requests?status=4xx#end"],
    ["/api/docs", "/api/docs"],
  ])("leads from next=%j to %s", async (next, wanted) => {
    await using opened = await open();
    const { page } = opened;
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await typeIn(page, DEMO_OWNER.email, DEMO_OWNER.password);
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    expect(page.url()).toBe(shop.url + wanted);
  });

  it("is where the API's documentation leads who isn't signed in, and back", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/api/docs");
    await page.waitForURL(/\/sign-in\?next=%2Fapi%2Fdocs$/);
    await typeIn(page, DEMO_OWNER.email, DEMO_OWNER.password);
    await page.locator(".opblock").first().waitFor();
    expect(page.url()).toBe(`${shop.url}/api/docs`);
  });

  it("says how long to wait, and that nothing can be reached", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/sign-in");
    const tooMany = { code: "too-many-requests", detail: "Too many attempts." };
    await page.route("**/api/session", (route) =>
      route.fulfill({ status: 429, headers: { "retry-after": "90" }, json: tooMany }),
    );
    await typeIn(page, DEMO_OWNER.email, DEMO_OWNER.password);
    await page.getByRole("alert").filter({ hasText: "Wait 2 minutes, then try again." }).waitFor();
    await page.unroute("**/api/session");
    await page.route("**/api/session", (route) => route.abort());
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    expect(await page.locator("[name=password]").inputValue()).toBe(DEMO_OWNER.password);
  });

  it("stays shut, with a way to try again, while it isn't known who is there", async () => {
    await using opened = await shop.open({ locale: "en-US" });
    const { page } = opened;
    await page.route("**/api/session", (route) => route.abort());
    await page.goto("/clients");
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    expect(await page.getByRole("navigation").count()).toBe(0);
    await page.unroute("**/api/session");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Clients", level: 1 }).waitFor();
  });

  it.each<Look>([
    { locale: "pt-BR", colorScheme: "light", width: 1280 },
    { locale: "en-US", colorScheme: "dark", width: 390 },
  ])("has no barrier in $locale, $colorScheme, $width px, and one goes out there", async (look) => {
    await using opened = await open(look);
    const { page, complaints } = opened;
    let dialogs = 0;
    page.on("dialog", () => dialogs++);
    await page.goto("/sign-in");
    await isFocused(page, "[name=email]");
    expect(await findBarriers(page)).toEqual([]);
    await typeIn(page, DEMO_OWNER.email, "wrong");
    await page.getByRole("alert").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(DEMO_OWNER.password);
    await page.keyboard.press("Enter");

    await page.getByRole("button", { name: DEMO_OWNER.name }).click();
    expect(await findBarriers(page)).toEqual([]);
    await button(page, look.locale === "pt-BR" ? "Sair" : "Sign out").click();
    await page.waitForURL(/\/sign-in$/);
    await page.goto("/clients");
    await page.waitForURL(/\/sign-in\?next=%2Fclients$/);
    expect(dialogs).toBe(0);
    expect(unexpected(complaints)).toEqual([]);
  });
});
