import { describe, expect, it } from "vitest";
import { AS_OWNER } from "../stack.ts";
import { findBarriers, type Look } from "./browser.ts";
import { createShop } from "./shop.ts";

const shop = createShop();

const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function search(text: string): Promise<object[]> {
  const response = await fetch(`${shop.url}/api/products?search=${text}`, { headers: AS_OWNER });
  return ((await response.json()) as { items: object[] }).items;
}

it("a file of products is checked, shown, imported, and repeated without doubles", async () => {
  await using opened = await shop.open({ locale: "pt-BR" });
  const { page, complaints } = opened;
  const input = page.locator("input[type=file]");
  const csv = [
    "tipo;título;artista;preço;código;cor",
    "disco;Sorriso Negro;Dona Ivone Lara;189,90;LP-1;azul",
    "produto;Escova;;R$ 1.045;AC-1;",
    "disco;Sem Artista;;10;LP-2;",
    "fita;K7;Alguém;dez;K-1;",
  ].join("\r\n");
  await page.goto("/catalog");
  await page.getByRole("link", { name: "Importar" }).click();
  await page.getByRole("heading", { name: "Importar produtos" }).waitFor();
  await input.setInputFiles(file("lista.csv", csv));
  await page.getByText("4 registros. Colunas ignoradas: cor.").waitFor();
  const preview = page.getByRole("table", { name: "Primeiros registros" });
  expect((await preview.getByRole("row").nth(1).textContent())?.replace(/\s/g, " ")).toBe(
    "2Sorriso NegroDiscoDona Ivone LaraLP-1R$ 189,90–será criado",
  );
  const problems = page.getByRole("table", { name: "2 registros não podem" });
  expect(await problems.getByRole("row").allTextContents()).toEqual([
    "LinhaCampoMotivo",
    "4ArtistaUm produto novo precisa disto.",
    "5TipoEscreva disco, livro ou produto.",
    "5PreçoEscreva um preço como 49,90.",
  ]);
  await page.getByRole("button", { name: "Importar 2 produtos" }).click();
  await page.getByRole("heading", { name: "lista.csv foi importado" }).waitFor();
  expect(await search("escova")).toMatchObject([{ sku: "AC-1", priceCents: 104_500 }]);

  await page.getByRole("button", { name: "Importar outro arquivo" }).click();
  await input.setInputFiles(file("lista.csv", csv));
  await page.getByText("Não há nada a importar: tudo já está salvo.").waitFor();
  await page.goto("/catalog");
  await page.getByText("Sorriso Negro").first().waitFor();
  expect(complaints).toEqual([]);
});

const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
];

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it("the example can be imported as it is, and no step has a barrier or scrolls sideways", async () => {
    await using opened = await shop.open(look);
    const { page } = opened;
    const inspect = async () => {
      expect(await findBarriers(page)).toEqual([]);
      const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
      expect(await page.locator("html").evaluate(overflow)).toBeLessThanOrEqual(0);
    };
    await page.goto("/catalog/import");
    await page.locator("input[type=file]").waitFor();
    await inspect();
    const started = page.waitForEvent("download");
    await page.locator(".import-columns a[download]").press("Enter");
    await page.locator("input[type=file]").setInputFiles(await (await started).path());
    await page.locator(".preview-table").waitFor();
    expect(await page.locator(".problem-table").count()).toBe(0);
    await inspect();
    const wrong = `title;sku;price\n${"Álbum".repeat(30)};${"A".repeat(60)};x\nSó;;1`;
    await page.locator("main .form-actions .button").last().click();
    await page.locator("input[type=file]").setInputFiles(file("errado.csv", wrong));
    await page.locator(".problem-table").waitFor();
    await inspect();
  });
});
