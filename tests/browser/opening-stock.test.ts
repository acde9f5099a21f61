import { expect, it } from "vitest";
import { findBarriers } from "./browser.ts";
import { button, said } from "./client-page.ts";
import { createShop } from "./shop.ts";

const shop = createShop();

it("is typed when a product is created, told in its history, and not asked for again", async () => {
  await using opened = await shop.open({ locale: "pt-BR" });
  const { page } = opened;
  await page.goto("/catalog/new?kind=record");
  await page.locator("[name=title]").fill("Sorriso Negro");
  await page.locator("[name=artist]").fill("Dona Ivone Lara");
  await page.locator("[name=priceCents]").fill("189,90");
  const stock = page.getByLabel("Estoque inicial");
  for (const wrong of ["doze", "-1", "1,5", "1000001"]) {
    await stock.fill(wrong);
    await stock.blur();
    await page.getByText("Escreva quantos há, só com dígitos, até um milhão.").waitFor();
  }
  expect(await findBarriers(page)).toEqual([]);
  await stock.fill("12");
  await button(page, "Salvar produto").click();
  await page.waitForURL(/\/catalog\/\d+$/);
  await said(page, "Sorriso Negro foi salvo");
  await page.reload();
  await page.getByText("Estoque inicial: 12").waitFor();
  await page.goto(`${page.url()}/edit`);
  await page.locator("[name=sku]").waitFor();
  expect(await stock.count()).toBe(0);
});

it("comes by a file, whose columns are told", async () => {
  await using opened = await shop.open({ locale: "en-US" });
  const { page } = opened;
  await page.goto("/catalog/import");
  await page.getByText("How many of a new product there are.").waitFor({ state: "attached" });
  const csv = [
    "kind,title,artist,price,sku,stock",
    "record,Nervos,Alaíde Costa,90,LP-7,5",
    "record,B,C,1,LP-8,many",
  ];
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(csv.join("\n")) });
  const problems = page.getByRole("table", { name: "1 record can't" });
  expect(await problems.getByRole("row").nth(1).textContent()).toBe("3Opening stockWrite a whole number.");
  await button(page, "Import 1 product").click();
  await page.getByRole("heading", { name: "list.csv was imported" }).waitFor();
  await page.goto("/catalog?search=nervos");
  await page.getByRole("link", { name: "Nervos" }).click();
  await page.getByText("Opening stock: 5").waitFor();
});
