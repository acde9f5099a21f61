import { createExecutionContext, createScheduledController, env, SELF } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { looseFiles } from "../../schema/catalog/tables.ts";
import { AS_OWNER, createTestClient } from "../shared/test-client.ts";
import type { CatalogEnv } from "./env.ts";
import worker from "./main.ts";
import { samplePicture } from "./pictures/test-pictures.ts";
import { api, BOOK, create, db, patch, remove, sell } from "./test-catalog.ts";

declare global {
  namespace Cloudflare {
    interface Env extends CatalogEnv {}
  }
}

type Sample = Parameters<typeof samplePicture>[0];

const putOn = (client: typeof api, path: string, version: number, body: BodyInit, type?: string) =>
  client.send("PUT", `${path}/cover`, body, {
    "if-match": `"${version}"`,
    ...(type !== undefined && { "content-type": type }),
  });

const put = (path: string, version: number, name: Sample, type = "image/*") =>
  putOn(api, path, version, samplePicture(name), type);

const formOf = (parts: Record<string, Uint8Array<ArrayBuffer> | string>) => {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) {
    form.set(name, typeof part === "string" ? part : new File([part], "picture"));
  }
  return form;
};

/** A file as a browser fetches it. */
const fetchFile = (path: string, headers: Record<string, string> = {}) =>
  SELF.fetch(`http://fachada.test${path}`, { headers: { ...AS_OWNER, ...headers } });

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

const keysIn = async (prefix: string) => (await env.COVERS.list({ prefix })).objects.map(({ key }) => key);
const keyOf = (url: string) => url.replace(/^\/api\/products\/(\d+)\/cover\//, "$1/");
const loose = () => db.select({ key: looseFiles.key }).from(looseFiles);
const runCron = (time: number) =>
  worker.scheduled(createScheduledController({ scheduledTime: new Date(time) }), env);

const HOUR_MS = 3_600_000;

describe("a cover", () => {
  it("is what the product shows from then on, under an address of its own", async () => {
    const { path, id } = await create(BOOK);
    const { status, body, headers } = await put(path, 1, "png", "image/png");
    expect(status).toBe(200);
    expect(headers.get("etag")).toBe('"2"');
    expect(body.cover).toEqual({
      url: expect.stringMatching(
        new RegExp(`^/api/products/${id}/cover/10a529858d623f451aab9c18515add54-[0-9a-f]{8}$`),
      ),
      thumbnailUrl: body.cover.url,
      type: "image/png",
      width: 24,
      height: 16,
      bytes: 239,
    });
    expect((await api.get(path)).body).toEqual(body);
    expect((await api.get("/api/products?limit=100")).body.items).toContainEqual(body);
    expect(await loose()).toEqual([]);
  });

  it("needn't say of what type it is", async () => {
    const { path } = await create(BOOK);
    const { status, body } = await putOn(api, path, 1, samplePicture("avif"));
    expect(status).toBe(200);
    expect(body.cover.type).toBe("image/avif");
  });

  it("comes with a thumbnail, of which lists load less", async () => {
    const { path } = await create(BOOK);
    const form = formOf({ cover: samplePicture("jpeg"), thumbnail: samplePicture("webp") });
    const { body } = await putOn(api, path, 1, form);
    expect(body.cover).toMatchObject({ type: "image/jpeg", bytes: 304 });
    const thumbnail = await fetchFile(body.cover.thumbnailUrl);
    expect(thumbnail.headers.get("content-type")).toBe("image/webp");
    expect(await bytesOf(thumbnail)).toEqual(samplePicture("webp"));
  });

  it("is replaced, and the one before doesn't stay behind", async () => {
    const { path, id } = await create(BOOK);
    const form = formOf({ cover: samplePicture("jpeg"), thumbnail: samplePicture("webp") });
    const first = (await putOn(api, path, 1, form)).body.cover;
    expect(await keysIn(`${id}/`)).toHaveLength(2);
    const second = (await put(path, 2, "avif", "application/octet-stream")).body.cover;
    expect(second.type).toBe("image/avif");
    await vi.waitFor(async () => expect(await keysIn(`${id}/`)).toEqual([keyOf(second.url)]));
    expect((await fetchFile(first.url)).status).toBe(404);
    expect(await loose()).toEqual([]);
  });

  it("can be taken away, and once more nothing happens", async () => {
    const { path, id } = await create(BOOK);
    await put(path, 1, "png");
    const taken = await api.send("DELETE", `${path}/cover`, undefined, { "if-match": '"2"' });
    expect(taken).toMatchObject({ status: 200, body: { cover: null, version: 3 } });
    const again = await api.send("DELETE", `${path}/cover`, undefined, { "if-match": '"3"' });
    expect(again).toMatchObject({ status: 200, body: { cover: null, version: 3 } });
    await vi.waitFor(async () => expect(await keysIn(`${id}/`)).toEqual([]));
    expect(await api.get(`${path}/cover`)).toMatchObject({ status: 404 });
  });

  it("goes with its product, and stays with one that is archived", async () => {
    const [gone, kept] = [await create(BOOK), await create(BOOK)];
    await put(gone.path, 1, "png");
    await put(kept.path, 1, "png");
    await sell(kept.id);
    expect((await remove(gone.path, 2)).status).toBe(204);
    const archived = await remove(kept.path, 2);
    expect(archived).toMatchObject({ status: 200, body: { cover: { type: "image/png" } } });
    await vi.waitFor(async () => expect(await keysIn(`${gone.id}/`)).toEqual([]));
    expect((await fetchFile(archived.body.cover.url)).status).toBe(200);
    expect(await put(kept.path, 3, "jpeg")).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  it("is told of in the audit trail, by the file's name", async () => {
    const { path } = await create(BOOK);
    const { body } = await put(path, 1, "png");
    const name = body.cover.url.split("/").at(-1);
    const { body: audit } = await api.get(`${path}/audit`);
    expect(audit.items[0]).toMatchObject({
      action: "edited",
      changes: [{ field: "cover", from: null, to: name }],
    });
  });
});

describe("a file", () => {
  it("is kept for ever under its own address, and asked for under the product's", async () => {
    const { path } = await create(BOOK);
    const { body } = await put(path, 1, "png");
    const file = await fetchFile(body.cover.url);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "239",
      "cache-control": "private, max-age=31536000, immutable",
      "accept-ranges": "bytes",
      "x-content-type-options": "nosniff",
    });
    expect(await bytesOf(file)).toHaveLength(239);
    const current = await fetchFile(`${path}/cover`);
    expect(current.headers.get("cache-control")).toBe("private, no-cache");
    const etag = current.headers.get("etag")!;
    expect(await bytesOf(current)).toHaveLength(239);
    const known = await fetchFile(`${path}/cover`, { "if-none-match": etag });
    expect(known.status).toBe(304);
    const another = await fetchFile(`${path}/cover`, { "if-none-match": '"another"', "if-match": '"1"' });
    expect(another.status).toBe(200);
    const head = await SELF.fetch(`http://fachada.test${path}/cover`, { method: "HEAD", headers: AS_OWNER });
    expect([head.status, head.headers.get("content-length"), head.headers.get("content-type")]).toEqual([
      200,
      "239",
      "image/png",
    ]);
  });

  it.each([
    ["bytes=0-9", 0, 9],
    ["bytes=230-", 230, 238],
    ["bytes=-9", 230, 238],
    ["bytes=200-1000", 200, 238],
  ])("is served in parts: %s", async (range, first, last) => {
    const { path } = await create(BOOK);
    await put(path, 1, "png");
    const part = await fetchFile(`${path}/cover`, { range });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes ${first}-${last}/239`);
    const whole = await bytesOf(await fetchFile(`${path}/cover`));
    expect(await bytesOf(part)).toEqual(whole.slice(first, last + 1));
  });

  it.each([
    [{ range: "bytes=239-" }],
    [{ range: "lines=1-2" }],
    [{ range: "bytes=0-1,4-5" }],
    [{ range: "bytes=0-9", "if-range": '"other"' }],
  ])("comes whole for %o", async (headers) => {
    const { path } = await create(BOOK);
    await put(path, 1, "png");
    const whole = await fetchFile(`${path}/cover`, headers);
    expect(whole.status).toBe(200);
    expect(await bytesOf(whole)).toHaveLength(239);
  });

  it.each(["/cover/none", "/cover/10a529858d623f451aab9c18515add54-00000000", "/cover"])(
    "that isn't there is not found: %s",
    async (file) => {
      const { path } = await create(BOOK);
      expect(await api.get(`${path}${file}`)).toMatchObject({ status: 404, body: { code: "not-found" } });
    },
  );
});

describe("an upload that fails", () => {
  const huge = new Uint8Array(5 * 1024 * 1024 + 1);
  huge.set(samplePicture("png"));
  const bomb = samplePicture("png");
  new DataView(bomb.buffer).setUint32(16, 60_000);
  const svg = Uint8Array.from(
    new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
  );

  it.each<[string, BodyInit, string | undefined, number, string]>([
    ["cut off", samplePicture("jpeg").slice(0, 200), "image/jpeg", 422, "invalid-body"],
    ["mislabelled", samplePicture("jpeg"), "image/png", 422, "invalid-body"],
    ["of another kind", samplePicture("jpeg"), "text/html", 415, "unsupported-media-type"],
    ["huge", huge, "image/png", 413, "body-too-large"],
    ["an SVG with a script", svg, "image/svg+xml", 415, "unsupported-media-type"],
    ["an SVG that says to be a PNG", svg, "image/png", 415, "unsupported-media-type"],
    ["of dimensions like a bomb's", bomb, "image/png", 422, "invalid-body"],
    ["empty", new Uint8Array(), "image/png", 415, "unsupported-media-type"],
    [
      "a form without a picture",
      formOf({ thumbnail: samplePicture("webp") }),
      undefined,
      422,
      "invalid-body",
    ],
    ["a form with a text", formOf({ cover: "text" }), undefined, 422, "invalid-body"],
    [
      "a form with more",
      formOf({ cover: samplePicture("png"), title: "Torto" }),
      undefined,
      422,
      "invalid-body",
    ],
    [
      "a form with a huge picture",
      formOf({ cover: huge, thumbnail: samplePicture("png") }),
      undefined,
      413,
      "body-too-large",
    ],
    [
      "a form with a broken thumbnail",
      formOf({ cover: samplePicture("png"), thumbnail: bomb }),
      undefined,
      422,
      "invalid-body",
    ],
    ["a form that isn't one", "no form", "multipart/form-data; boundary=x", 422, "invalid-body"],
  ])("leaves nothing behind, and the old cover as it was: %s", async (_, body, type, status, code) => {
    const { path, id } = await create(BOOK);
    const { cover } = (await put(path, 1, "webp")).body;
    expect(await putOn(api, path, 2, body, type)).toMatchObject({ status, body: { code } });
    expect((await api.get(path)).body).toMatchObject({ version: 2, cover });
    expect(await keysIn(`${id}/`)).toEqual([keyOf(cover.url)]);
    expect(await loose()).toEqual([]);
  });

  it("is one that breaks off on its way", async () => {
    const { path, id } = await create(BOOK);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(samplePicture("png").slice(0, 100));
        controller.error(new Error("The other side hung up."));
      },
    });
    const headers = {
      ...AS_OWNER,
      "content-type": "image/png",
      "content-length": "239",
      "if-match": '"1"',
    };
    const request = new Request(`http://fachada.test${path}/cover`, { method: "PUT", headers, body });
    const response = await worker.fetch(request, env, createExecutionContext());
    expect(response.status).toBe(422);
    expect((await api.get(path)).body).toMatchObject({ version: 1, cover: null });
    expect(await keysIn(`${id}/`)).toEqual([]);
    expect(await loose()).toEqual([]);
  });

  it("is one of a version that isn't the newest, or of none", async () => {
    const { path, id } = await create(BOOK);
    await patch(path, 1, { priceCents: 100 });
    expect(await put(path, 1, "png")).toMatchObject({ status: 412, body: { current: { version: 2 } } });
    expect(
      await api.send("PUT", `${path}/cover`, samplePicture("png"), { "content-type": "image/png" }),
    ).toMatchObject({ status: 428 });
    expect(await putOn(api, "/api/products/999999", 1, samplePicture("png"), "image/png")).toMatchObject({
      status: 404,
    });
    expect(await keysIn(`${id}/`)).toEqual([]);
    expect(await loose()).toEqual([]);
  });

  it("doesn't fail the other: of two at once, one is shown and both leave nothing else", async () => {
    const { path, id } = await create(BOOK);
    const answers = await Promise.all([put(path, 1, "png"), put(path, 1, "jpeg"), put(path, 1, "webp")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const { cover } = (await api.get(path)).body;
    await runCron(Date.now() + 2 * HOUR_MS);
    expect(await keysIn(`${id}/`)).toEqual([keyOf(cover.url)]);
    expect((await fetchFile(cover.url)).status).toBe(200);
    expect(await loose()).toEqual([]);
  });
});

describe("a crash", () => {
  /** The worker on a bucket some of whose methods break. */
  const breaking = (methods: Partial<R2Bucket>) => {
    const COVERS = new Proxy(env.COVERS, {
      get: (bucket, name: keyof R2Bucket) => methods[name] ?? bucket[name].bind(bucket),
    });
    const fetch = async (request: Request) =>
      worker.fetch(request, { ...env, COVERS }, createExecutionContext());
    return createTestClient({ fetch }, { described: null });
  };
  const lost = () => Promise.reject(new Error("Network connection lost."));

  it("after a file was stored leaves it to the cron, which waits for uploads on their way", async () => {
    const { path, id } = await create(BOOK);
    const { cover } = (await put(path, 1, "webp")).body;
    const complaint = vi.spyOn(console, "error").mockReturnValue();
    const client = breaking({
      put: (async (...args: Parameters<R2Bucket["put"]>) => {
        await env.COVERS.put(...args);
        return lost();
      }) as R2Bucket["put"],
    });
    expect((await putOn(client, path, 2, samplePicture("png"), "image/png")).status).toBe(500);
    complaint.mockRestore();
    expect(await keysIn(`${id}/`)).toHaveLength(2);
    await runCron(Date.now());
    expect(await keysIn(`${id}/`)).toHaveLength(2);
    await runCron(Date.now() + 2 * HOUR_MS);
    expect(await keysIn(`${id}/`)).toEqual([keyOf(cover.url)]);
    expect((await api.get(path)).body).toMatchObject({ version: 2, cover });
  });

  it("before a replaced file was removed leaves that to the cron", async () => {
    const { path, id } = await create(BOOK);
    await put(path, 1, "webp");
    const complaint = vi.spyOn(console, "error").mockReturnValue();
    const client = breaking({ delete: lost });
    const { status, body } = await putOn(client, path, 2, samplePicture("png"), "image/png");
    expect(status).toBe(200);
    await vi.waitFor(() => expect(complaint).toHaveBeenCalledOnce());
    complaint.mockRestore();
    expect(await keysIn(`${id}/`)).toHaveLength(2);
    await runCron(Date.now() + 2 * HOUR_MS);
    expect(await keysIn(`${id}/`)).toEqual([keyOf(body.cover.url)]);
    expect(await loose()).toEqual([]);
  });

  it("while the cron removes shows no file that is going: a late upload is refused", async () => {
    const { path } = await create(BOOK);
    const client = breaking({
      put: (async (...args: Parameters<R2Bucket["put"]>) => {
        const stored = await env.COVERS.put(...args);
        await runCron(Date.now() + 2 * HOUR_MS);
        return stored;
      }) as R2Bucket["put"],
    });
    expect(await putOn(client, path, 1, samplePicture("png"), "image/png")).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    expect((await api.get(path)).body).toMatchObject({ version: 1, cover: null });
  });
});
