import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AS_OWNER } from "../stack.ts";
import { findBarriers, type Look, openPage } from "./browser.ts";
import { startProxy } from "./stalling-proxy.ts";
import { createShop } from "./shop.ts";

const shop = createShop();
let proxy: Awaited<ReturnType<typeof startProxy>>;

beforeAll(async () => {
  proxy = await startProxy(shop.url);
});

beforeEach(() => {
  proxy.fault = "none";
});

afterAll(async () => {
  await proxy?.stop();
});

const open = (look: Partial<Look> = { locale: "en-US" }) => openPage(shop.browser, proxy.url, look);
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const isFocused = (locator: ReturnType<typeof heading>) =>
  locator.evaluate((element) => element === document.activeElement);

/** What was under way may have been finished while nobody listened. */
const DONE = /was imported|Nothing was changed/;

const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function choose(page: Page, name: string, text: string) {
  await page.locator("input[type=file]").setInputFiles(file(name, text));
}

/** The figure under a title such as "Created". */
const figure = (page: Page, title: string) =>
  page.locator(".import-counts > div", { hasText: title }).locator("dd").textContent();

async function search(text: string): Promise<{ name: string; email: string }[]> {
  const response = await fetch(`${shop.url}/api/clients?limit=100&search=${text}`, { headers: AS_OWNER });
  return ((await response.json()) as { items: { name: string; email: string }[] }).items;
}

const crowd = (surname: string, count: number) =>
  [
    "name,email",
    ...Array.from({ length: count }, (_, n) => `${surname} ${n},${surname}${n}@example.com`),
  ].join("\n");

async function download(page: Page, name: string | RegExp) {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name }).press("Enter");
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

describe("a file", () => {
  it("is checked, shown, confirmed and imported by keyboard alone", async () => {
    await using opened = await open();
    const { page, complaints } = opened;
    await page.goto("/clients");
    await page.getByRole("link", { name: "Import" }).focus();
    await page.keyboard.press("Enter");
    await heading(page, "Import clients").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const input = page.getByLabel("Choose a CSV file");
    expect(await isFocused(input)).toBe(true);
    await input.setInputFiles(
      file(
        "clientes.csv",
        "Nome;E-mail;Cidade\r\nElza Soares;elza@example.com;Rio\r\nTom Zé;tomze@example.com;Irará\r\nTom;tom@;\r\n",
      ),
    );
    const review = heading(page, "This is what clientes.csv would change");
    await review.waitFor();
    expect(await isFocused(review)).toBe(true);
    await page
      .getByRole("status")
      .filter({ hasText: "To create: 2, To update: 0, Unchanged: 0, Can't be imported: 1" })
      .waitFor();
    await page.getByText("3 records. Ignored columns: Cidade.").waitFor();
    expect(await search("elza")).toEqual([]);
    const preview = page.getByRole("table", { name: "First records, as they were understood" });
    expect(await preview.getByRole("row").nth(1).textContent()).toBe(
      "2Elza Soareselza@example.com–––created",
    );
    const problems = page.getByRole("table", { name: "1 record can't be imported" });
    expect(await problems.getByRole("row").nth(1).textContent()).toBe(
      "4E-mailWrite an e-mail address, such as ana@example.com.",
    );

    await page.keyboard.press("Tab");
    expect(await isFocused(button(page, "Import 2 clients"))).toBe(true);
    await page.keyboard.press("Enter");
    const done = heading(page, "clientes.csv was imported");
    await done.waitFor();
    expect(await isFocused(done)).toBe(true);
    expect(await figure(page, "Created")).toBe("2");
    expect(await figure(page, "Not imported")).toBe("1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Elza Soares" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("brings back what isn't imported, to be corrected and imported as it is", async () => {
    await using opened = await open({ locale: "pt-BR" });
    const { page, complaints } = opened;
    await page.goto("/clients/import");
    await choose(
      page,
      "lista.csv",
      'Nome;E-mail;Telefone;CPF\nJoão "Zé";joao@example.com;;529.982.247-26\n=Soma;;+551133334444;\nDona;dona@example.com;;\nOutra;dona@example.com;;\n',
    );
    await button(page, "Importar 1 cliente").click();
    await heading(page, "lista.csv foi importado").waitFor();
    const { name, text } = await download(page, "Baixar os que ficam de fora");
    expect(name).toBe("nao-importados-lista.csv");
    expect(text).toBe(
      [
        "\uFEFFNome;E-mail;Telefone;CPF;Linha;Motivo",
        '"João ""Zé""";joao@example.com;;529.982.247-26;2;CPF ou CNPJ: Os dígitos verificadores deste CPF ou CNPJ não conferem.',
        `'=Soma;;'+551133334444;;3;"Linha inteira: Informe CPF, CNPJ ou e-mail; sem eles não dá para reconhecer o cliente da próxima vez."`,
        "Outra;dona@example.com;;;5;Linha inteira: A linha 4 trata do mesmo cliente.",
        "",
      ].join("\r\n"),
    );
    await button(page, "Importar outro arquivo").press("Enter");
    expect(await isFocused(page.getByLabel("Escolha um arquivo CSV"))).toBe(true);
    const corrected = text.replace("247-26", "247-25").replace("'=Soma;", "'=Soma;soma@example.com");
    await choose(page, name, corrected);
    await page.getByText("Colunas ignoradas: Linha, Motivo.").waitFor();
    await button(page, "Importar 3 clientes").click();
    await heading(page, `${name} foi importado`).waitFor();
    expect(await search("soma")).toMatchObject([
      { name: "=Soma", email: "soma@example.com", phone: "+551133334444" },
    ]);
    expect(await search("outra")).toMatchObject([{ email: "dona@example.com" }]);
    expect(complaints).toEqual([]);
  });

  it("may be the example, which can be imported as it is", async () => {
    await using opened = await open({ locale: "pt-BR" });
    const { page, complaints } = opened;
    await page.goto("/clients/import");
    const example = await download(page, "Baixar um arquivo de exemplo");
    expect(example.name).toBe("exemplo-clientes.csv");
    expect(example.text).toMatch(/^\uFEFFnome;e-mail;telefone;cpf\/cnpj;situação\r\n/);
    await choose(page, example.name, example.text);
    await button(page, "Importar 2 clientes").waitFor();
    expect(await page.getByRole("heading", { name: /não pode/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("that can't be used is refused with the reason, and another one can be chosen", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/clients/import");
    await choose(page, "a.csv", "cidade,uf\nRecife,PE\n");
    await page.getByRole("alert").filter({ hasText: "No column is called “name”" }).waitFor();
    expect(await isFocused(page.getByLabel("Choose a CSV file"))).toBe(true);
    await choose(page, "b.csv", "name,cpf,cnpj\nAna,,\n");
    await page.getByRole("alert").filter({ hasText: "understood as “CPF or CNPJ”" }).waitFor();
    await choose(page, "c.csv", "x".repeat(5 * 1024 * 1024 + 1));
    await page.getByRole("alert").filter({ hasText: "larger than 5 MB" }).waitFor();
    await page.route("**/api/clients/import*", (route) => route.abort());
    await choose(page, "d.csv", "name,email\nAna,ana@example.com\n");
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    await page.unroute("**/api/clients/import*");
    await choose(page, "d.csv", "name\n");
    await page.getByText("There is nothing that can be imported.").waitFor();
    expect(await button(page, /^Import \d/).count()).toBe(0);
  });
});

describe("an import under way", () => {
  it("tells how far it is, can be stopped, and is repeated without doubles", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/clients/import");
    await choose(page, "crowd.csv", crowd("stopper", 5000));
    proxy.fault = "stall";
    await button(page, "Import 5,000 clients").click();
    await page.getByText("2,000 of 5,000 records").first().waitFor();
    const bar = page.getByRole("progressbar", { name: "Importing crowd.csv" });
    expect(await bar.evaluate((element: HTMLProgressElement) => [element.value, element.max])).toEqual([
      2000, 5000,
    ]);
    await page.getByRole("status").filter({ hasText: "2,000 of 5,000 records" }).waitFor();

    await page.getByRole("link", { name: "Services", exact: true }).click();
    await heading(page, "Services").waitFor();
    await page.goBack();
    await page.getByText("2,000 of 5,000 records").first().waitFor();
    await button(page, "Stop the import").press("Enter");
    const stopped = heading(page, "The import was stopped");
    await stopped.waitFor();
    expect(await isFocused(stopped)).toBe(true);
    await page.getByText("At least 2,000 of 5,000 records were done: 2,000 created, 0 updated.").waitFor();
    await page.getByText("Importing again is safe").waitFor();

    proxy.fault = "none";
    await button(page, "Import again").press("Enter");
    await heading(page, DONE).waitFor();
    const [created, skipped] = await Promise.all(
      ["Created", "Unchanged"].map((title) => figure(page, title)),
    );
    expect(Number(created!.replace(",", "")) + Number(skipped!.replace(",", ""))).toBe(5000);
    expect(Number(skipped!.replace(",", ""))).toBeGreaterThanOrEqual(2000);
    expect(await search("4999")).toHaveLength(1);
    expect(await search("1000")).toHaveLength(1);
  });

  it("that breaks off says so and offers to repeat it", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto("/clients/import");
    await choose(page, "break.csv", crowd("breaker", 3000));
    proxy.fault = "break";
    await button(page, "Import 3,000 clients").click();
    await page.getByRole("alert").filter({ hasText: "can't be reached" }).waitFor();
    await heading(page, "The import broke off").waitFor();
    await page.getByText("At least 2,000 of 3,000 records were done").waitFor();
    proxy.fault = "none";
    await button(page, "Import again").click();
    await heading(page, DONE).waitFor();
    const last = (await search("2999")).filter(({ name }) => name.startsWith("breaker"));
    expect(last).toHaveLength(1);
    await button(page, "Import another file").click();
    await choose(page, "break.csv", crowd("breaker", 3000));
    await page.getByText("There is nothing to import: all is stored already.").waitFor();
  });
});

const LOOKS: Look[] = [
  { locale: "pt-BR", colorScheme: "light", width: 1280 },
  { locale: "en-US", colorScheme: "dark", width: 390 },
];

describe.each(LOOKS)("$locale, $colorScheme, $width px", (look) => {
  it("no step has a barrier or scrolls sideways", async () => {
    await using opened = await open(look);
    const { page } = opened;
    const inspect = async () => {
      expect(await findBarriers(page)).toEqual([]);
      const overflow = (element: Element) => element.scrollWidth - element.clientWidth;
      expect(await page.locator("html").evaluate(overflow)).toBeLessThanOrEqual(0);
    };
    await page.goto("/clients/import");
    await page.locator("input[type=file]").waitFor();
    await inspect();
    await choose(page, "vazio.csv", "x\n");
    await page.getByRole("alert").waitFor();
    await inspect();
    const rows = crowd(`axe-${look.width}`, 1300).replaceAll("@", `${"-".repeat(40)}@`);
    await choose(
      page,
      `um-nome-muito-${"longo".repeat(12)}.csv`,
      `${rows}\nSem Contato,\n"Aspas,${"x".repeat(80)}`,
    );
    await page.locator(".import-counts").waitFor();
    await inspect();
    proxy.fault = "stall";
    const primary = page.locator("main .button-primary");
    await primary.click();
    await page.locator("progress[value]:not([value='0'])").waitFor();
    await inspect();
    await page.locator("main .form-actions .button").click();
    await primary.waitFor();
    await inspect();
    proxy.fault = "none";
    await primary.click();
    await page.locator("main a.button-primary").waitFor();
    await inspect();
  });
});
