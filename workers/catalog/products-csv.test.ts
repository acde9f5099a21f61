import { SELF } from "cloudflare:test";
import { expect, it } from "vitest";
import { AS_OWNER } from "../shared/test-client.ts";
import { api, create } from "./test-catalog.ts";
import { grow } from "./test-growth.ts";

const HEAD =
  "id,kind,title,artist,author,genre,year,label,format,isbn,publisher,pages,brand,description,sku,ean,priceCents,currency,active,archivedAt,createdAt,updatedAt\r\n";

it("has the columns of all kinds, and disarms what a spreadsheet would run", async () => {
  await create({
    kind: "record",
    title: "=1+1",
    artist: 'Zé "do" Disco, e banda',
    priceCents: 990,
    year: 1981,
  });
  await create({
    kind: "product",
    title: "Escova",
    priceCents: 4_500,
    description: "Com\ncerdas",
    ean: "96385074",
  });
  const { status, headers, body } = await api.get("/api/products.csv?sort=createdAt");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(headers.get("content-disposition")).toBe('attachment; filename="products.csv"');
  const time = "20[^,]+Z";
  expect(body).toMatch(
    new RegExp(
      `^${HEAD}` +
        `\\d+,record,'=1\\+1,"Zé ""do"" Disco, e banda",,,1981,,,,,,,,,,990,BRL,true,,${time},${time}\\r\\n` +
        `\\d+,product,Escova,,,,,,,,,,,"Com\ncerdas",,96385074,4500,BRL,true,,${time},${time}\\r\\n$`,
    ),
  );
});

it("comes from the list as well, with its filters", async () => {
  const asCsv = (path: string) => api.send("GET", path, undefined, { accept: "text/csv" });
  const { body } = await asCsv("/api/products?search=escova&kind=product");
  expect(body).toBe((await api.get("/api/products.csv?search=escova&kind=product")).body);
  expect(body.split("\r\n")).toHaveLength(3);
  expect((await asCsv("/api/products?kind=book")).body).toBe(HEAD);
  expect(await api.get("/api/products.csv?limit=5")).toMatchObject({ status: 400 });
});

it("has every product once, however many there are", async () => {
  await grow(1_001, 26_000);
  const response = await SELF.fetch("http://fachada.test/api/products.csv?sort=title&active=true", {
    headers: AS_OWNER,
  });
  const ids = new Set<string>();
  let lines = 0;
  let rest = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split("\r\n");
    rest = parts.pop() ?? "";
    lines += parts.length;
    for (const part of parts) ids.add(part.split(",")[0] ?? "");
  }
  const { body } = await api.get("/api/products/facets");
  const listed = body.kinds.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  expect(lines).toBeGreaterThan(24_000);
  expect(lines).toBeLessThan(listed);
  expect(ids.size).toBe(lines);
}, 60_000);
