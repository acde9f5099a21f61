import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_OWNER } from "../../workers/local/demo-data.ts";
import { accountsApi, PASSWORD } from "./accounts-api.ts";
import { findBarriers, type Look } from "./browser.ts";
import { button, isFocused, said } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let api: ReturnType<typeof accountsApi>;

beforeAll(async () => {
  api = accountsApi(shop.url);
});

const open = (look: Partial<Look> & { signedIn?: boolean } = {}) => shop.open({ locale: "en-US", ...look });

/** Whether an e-mail and a password open the door. */
async function mayEnter(email: string, password: string): Promise<boolean> {
  const context = await shop.browser.newContext({ baseURL: shop.url });
  const answer = await context.request.post("/api/session", { data: { email, password } });
  await context.close();
  return answer.ok();
}

describe("an owner", () => {
  it("lets somebody in with a generated password, by keyboard", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await page.goto("/people");
    await page.getByRole("link", { name: DEMO_OWNER.name }).waitFor();
    await page.getByRole("link", { name: "Add person" }).click();
    await page.getByRole("textbox", { name: "Name" }).focus();
    await page.keyboard.type("Clara Nunes");
    await page.keyboard.press("Tab");
    await page.keyboard.type("clara@example.com");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowUp");
    await button(page, "Generate").focus();
    await page.keyboard.press("Enter");
    const password = await page.locator("[name=password]").inputValue();
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(await page.locator("[name=password]").getAttribute("type")).toBe("text");
    await button(page, "Add person").focus();
    await page.keyboard.press("Enter");
    await said(page, "Clara Nunes may enter now");
    const row = page.getByRole("row").filter({ hasText: "clara@example.com" });
    expect(await row.getByRole("cell").nth(2).innerText()).toBe("Viewer");
    expect(await mayEnter("clara@example.com", password)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("hears at each field what can't be", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/people/new");
    await page.getByRole("textbox", { name: "Name" }).fill("Ivone");
    await page.getByLabel("E-mail").fill(DEMO_OWNER.email);
    await page.locator("[name=password]").fill("1234567890");
    await button(page, "Add person").click();
    await page.getByText("This is one of the first that anybody would try.").waitFor();
    await isFocused(page, "[name=password]");
    await page.locator("[name=password]").fill(PASSWORD);
    await button(page, "Add person").click();
    await page.getByText("Another person has this e-mail.").waitFor();
    await isFocused(page, "[name=email]");
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Ivone");
  });

  it("changes a role, and reads who did what", async () => {
    const { id } = await api.createPerson({ email: "leci@example.com", name: "Leci", role: "viewer" });
    await using opened = await open();
    const { page } = opened;
    await page.goto(`/people/${id}`);
    await page.getByLabel("Staff").check();
    await button(page, "Save changes").click();
    await said(page, "Leci was saved");
    await page.getByText("Role: Viewer → Staff").waitFor();
    await page.getByText(`Changed by ${DEMO_OWNER.name}`).waitFor();
    expect((await api.call<{ role: string }>("GET", `/people/${id}`)).role).toBe("staff");
  });

  it("is told of somebody else's change, and loses nothing typed", async () => {
    const { id, version } = await api.createPerson({
      email: "beth@example.com",
      name: "Beth",
      role: "viewer",
    });
    await using opened = await open();
    const { page } = opened;
    await page.goto(`/people/${id}`);
    await page.getByRole("textbox", { name: "Name" }).fill("Beth Carvalho");
    await api.call("PATCH", `/people/${id}`, { role: "staff" }, version);
    await button(page, "Save changes").click();
    const alert = page.getByRole("alert").filter({ hasText: "Now it is: Beth, Staff, May enter." });
    await alert.waitFor();
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Beth Carvalho");
    await button(page, "Save changes").click();
    await said(page, "Beth Carvalho was saved");
    expect(await alert.count()).toBe(0);
  });

  it("disables, enables and gives a new password", async () => {
    const email = "alcione@example.com";
    const { id } = await api.createPerson({ email, name: "Alcione", role: "staff" });
    await using opened = await open();
    const { page } = opened;
    await page.goto(`/people/${id}`);
    await button(page, "Disable").click();
    await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
    await said(page, "Alcione can't enter any more");
    expect(await mayEnter(email, PASSWORD)).toBe(false);
    await button(page, "Enable").click();
    await said(page, "Alcione may enter again");
    expect(await mayEnter(email, PASSWORD)).toBe(true);
    await button(page, "Generate").click();
    const password = await page.locator("[name=password]").inputValue();
    await button(page, "Set password").click();
    await said(page, "Alcione has a new password");
    expect(await mayEnter(email, PASSWORD)).toBe(false);
    expect(await mayEnter(email, password)).toBe(true);
  });

  it("who is the last one stays one", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/people/1");
    await page.getByLabel("Viewer").check();
    await button(page, "Save changes").click();
    await page.getByRole("alert").filter({ hasText: "This is the last active owner." }).waitFor();
    expect((await api.call<{ role: string }>("GET", "/people/1")).role).toBe("owner");
    expect(await page.locator("[name=password]").count()).toBe(0);
  });
});

describe("the own profile", () => {
  it("changes the name everywhere, and the password with the current one", async () => {
    const email = "nara@example.com";
    await api.createPerson({ email, name: "Nara", role: "viewer" });
    await using opened = await open({ signedIn: false });
    const { page } = opened;
    await page.context().request.post("/api/session", { data: { email, password: PASSWORD } });
    await page.goto("/profile");
    await page.getByRole("textbox", { name: "Name" }).fill("Nara Leão");
    await button(page, "Save name").click();
    await page.getByRole("button", { name: "Nara Leão Viewer" }).waitFor();

    const [current, fresh, repeated] = ["currentPassword", "password", "repeated"].map((name) =>
      page.locator(`[name=${name}]`),
    );
    expect(await current!.getAttribute("autocomplete")).toBe("current-password");
    expect(await fresh!.getAttribute("autocomplete")).toBe("new-password");
    await current!.fill("not this one");
    await fresh!.fill("opinião de nara 64");
    await repeated!.fill("opinião de nara 65");
    await button(page, "Change password").click();
    await page.getByText("This is not the same as above.").waitFor();
    await repeated!.fill("opinião de nara 64");
    await button(page, "Change password").click();
    await page.getByText("This is not your current password.").waitFor();
    await isFocused(page, "[name=currentPassword]");
    await current!.fill(PASSWORD);
    await button(page, "Change password").click();
    await said(page, "Your password was changed");
    expect(await mayEnter(email, "opinião de nara 64")).toBe(true);
  });
});

describe.each<Look>([
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
])("$locale, $colorScheme, $width px", (look) => {
  it.each(["/people", "/people/new", "/people/1", "/profile"])(
    "%s has no barrier and no sideways scroll",
    async (path) => {
      await using opened = await open(look);
      const { page, complaints } = opened;
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator(".skeleton").waitFor({ state: "detached" });
      expect(await findBarriers(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    },
  );
});
