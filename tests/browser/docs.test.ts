import { expect, it } from "vitest";
import { createShop } from "./shop.ts";

const shop = createShop();

it.each([
  ["light", 1280],
  ["dark", 390],
] as const)(
  "shows every call and sends one, from our own files alone (%s, %i px)",
  async (colorScheme, width) => {
    await using opened = await shop.open({ locale: "en-US", colorScheme, width });
    const { page, complaints } = opened;
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(shop.url) && !request.url().startsWith("data:"))
        foreign.push(request.url());
    });
    await page.goto("/services");
    await page.getByRole("link", { name: "API documentation" }).click();
    const call = page.locator("#operations-Services-listServices");
    await call.getByRole("button").first().click();
    await call.getByRole("button", { name: "Try it out" }).click();
    await call.getByRole("button", { name: "Execute" }).click();
    await call.locator(".live-responses-table").getByText('"gateway"').waitFor();
    expect(await page.locator(".opblock").count()).toBeGreaterThanOrEqual(20);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  },
);
