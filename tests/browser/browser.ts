import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { DEMO_OWNER } from "../../workers/local/demo-data.ts";

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Look {
  locale: "pt-BR" | "en-US";
  colorScheme: "light" | "dark";
  width: number;
}

/** Debian's Chromium; `CHROMIUM` names another one. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ARGS });
}

/** A page of a person's own, signed in as the demo owner, with all that its console complained of: errors, and what the CSP refused. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  look: Partial<Look> & { signedIn?: boolean } = {},
) {
  const { locale = "pt-BR", colorScheme = "light", width = 1280, signedIn = true } = look;
  const context = await browser.newContext({
    baseURL,
    locale,
    colorScheme,
    timezoneId: "America/Sao_Paulo",
    viewport: { width, height: 860 },
    hasTouch: width < 500,
  });
  if (signedIn) await enter(context, baseURL);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** Each stack's last session of the demo owner: a password each time would cost a fifth of a second's work. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

async function enter(context: BrowserContext, baseURL: string): Promise<void> {
  await context.addCookies(sessions.get(baseURL) ?? []);
  const session = await context.request.get("/api/session");
  if (session.ok()) return;
  const { email, password } = DEMO_OWNER;
  await context.request.post("/api/session", { data: { email, password } });
  sessions.set(baseURL, await context.cookies());
}

/** What axe finds wrong with a page as it is shown: each rule with the elements that break it. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
