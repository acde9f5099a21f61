import { afterEach, describe, expect, it, vi } from "vitest";
import { type Identity, IDENTITY_HEADER, readIdentity, writeIdentity } from "../shared/identity.ts";
import { answering, settle, setUp } from "./test-gateway.ts";

afterEach(async () => {
  vi.useRealTimers();
  await settle();
});

const VIEWER: Identity = {
  kind: "person",
  id: 7,
  name: "Élton Medeiros",
  role: "viewer",
  rights: ["clients:read", "log:read"],
  expiresAt: null,
};

/** Accounts that know one credential, and clients that say whom they were told of. */
function enter(accounts: () => Response = () => Response.json({ identity: VIEWER, maxAgeSeconds: 30 })) {
  const ACCOUNTS = answering(accounts);
  const CLIENTS = answering(({ headers }) =>
    Response.json(readIdentity(headers.get(IDENTITY_HEADER) ?? undefined) ?? null),
  );
  const { api, logged } = setUp({ ACCOUNTS, CLIENTS });
  const send = (method: string, path: string, headers: Record<string, string>) =>
    api.send(method, path, undefined, { authorization: "", ...headers });
  return { ACCOUNTS, CLIENTS, send, logged };
}

let last = 0;
/** Credentials that no other test has used: the gateway remembers who is who. */
const fresh = () => `Bearer fch_${(last += 1)}`;

describe("who asks", () => {
  it("is told to the service, whatever the request itself says of it", async () => {
    const { send, ACCOUNTS } = enter();
    const forged = writeIdentity({ ...VIEWER, id: 1, role: "owner", rights: ["clients:erase"] });
    const authorization = fresh();
    const { status, body } = await send("GET", "/api/clients", { authorization, [IDENTITY_HEADER]: forged });
    expect(status).toBe(200);
    expect(body).toEqual(VIEWER);
    expect(await ACCOUNTS.requests[0]!.json()).toEqual({ authorization, address: "unknown" });
  });

  it("is nobody to open paths, though the request says so", async () => {
    const { send, ACCOUNTS } = enter();
    await send("POST", "/api/session", { [IDENTITY_HEADER]: writeIdentity({ ...VIEWER }) });
    expect(ACCOUNTS.requests[0]!.url).toBe("http://fachada.test/api/session");
    expect(ACCOUNTS.requests[0]!.headers.get(IDENTITY_HEADER)).toBeNull();
  });

  it("is in the log", async () => {
    const { send, logged } = enter();
    await send("GET", "/api/clients", { authorization: fresh() });
    expect(await logged()).toMatchObject([{ caller: "person:7", status: 200 }]);
  });
});

describe("without credentials", () => {
  it.each([
    "/api/clients",
    "/api/clients.csv",
    "/client",
    "/logs",
    "/api/services",
    "/api/nothing",
    "/api/people",
  ])("%s is a 401 that says how to give some", async (path) => {
    const { send, CLIENTS, ACCOUNTS } = enter();
    const { status, headers, body } = await send("GET", path, {});
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toBe('Basic realm="Fachada"');
    expect(body).toMatchObject({ code: "unauthenticated", detail: "Sign in, or send credentials." });
    expect([...CLIENTS.requests, ...ACCOUNTS.requests]).toEqual([]);
  });

  it("a page of the dashboard gets no pop-up of the browser's", async () => {
    const { headers } = await enter().send("GET", "/api/clients", { "sec-fetch-site": "same-origin" });
    expect(headers.get("www-authenticate")).toBeNull();
  });

  it("a person who opens an address of the API comes to the sign-in page", async () => {
    const { status, headers } = await enter().send("GET", "/api/clients?limit=5", {
      "sec-fetch-mode": "navigate",
    });
    expect(status).toBe(303);
    expect(headers.get("location")).toBe("/sign-in?next=%2Fapi%2Fclients%3Flimit%3D5");
  });

  it.each(["/", "/clients", "/sign-in", "/api/docs"])("the page %s is there", async (path) => {
    expect((await enter().send("GET", path, {})).status).toBe(200);
  });
});

describe("with credentials that don't do", () => {
  it.each([
    ["wrong", "These credentials are wrong."],
    ["expired", "The session or key has expired."],
    ["revoked", "The session or key was revoked."],
  ])("says that they are %s", async (reason, detail) => {
    const { send, CLIENTS } = enter(() => Response.json({ reason }, { status: 401 }));
    const { status, body } = await send("GET", "/api/clients", { authorization: fresh() });
    expect(status).toBe(401);
    expect(body.detail).toBe(detail);
    expect(CLIENTS.requests).toEqual([]);
  });

  it("asks to wait who guesses", async () => {
    const { send } = enter(() => Response.json({}, { status: 429, headers: { "retry-after": "30" } }));
    const { status, headers } = await send("GET", "/api/clients", { authorization: fresh() });
    expect(status).toBe(429);
    expect(headers.get("retry-after")).toBe("30");
  });
});

describe("many requests at once", () => {
  it.each([401, 429])("are told %s by one answer, to whom the others listened", async (status) => {
    const { send, ACCOUNTS } = enter(() => Response.json({ reason: "wrong" }, { status }));
    const authorization = fresh();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send("GET", "/api/clients", { authorization })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status, status]);
    expect(ACCOUNTS.requests).toHaveLength(1);
  });
});

describe("what is known", () => {
  it("isn't asked again for 30 seconds, per whole credential", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { send, ACCOUNTS } = enter();
    const authorization = fresh();
    for (const path of ["/api/clients", "/client", "/api/clients/7"])
      await send("GET", path, { authorization });
    expect(ACCOUNTS.requests).toHaveLength(1);
    await send("GET", "/api/clients", { authorization: `${authorization}0` });
    expect(ACCOUNTS.requests).toHaveLength(2);
    vi.setSystemTime(Date.now() + 30_001);
    await send("GET", "/api/clients", { authorization });
    expect(ACCOUNTS.requests).toHaveLength(3);
  });

  it("is asked once by many requests at once", async () => {
    const { send, ACCOUNTS } = enter();
    const authorization = fresh();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send("GET", "/api/clients", { authorization })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(ACCOUNTS.requests).toHaveLength(1);
  });

  it("is forgotten earlier if accounts say so, and when who may enter is changed", async () => {
    const { send, ACCOUNTS } = enter(() => Response.json({ identity: VIEWER, maxAgeSeconds: 0 }));
    const authorization = fresh();
    await send("GET", "/api/clients", { authorization });
    await send("GET", "/api/clients", { authorization });
    expect(ACCOUNTS.requests).toHaveLength(2);

    const other = enter();
    const owner = fresh();
    await other.send("DELETE", "/api/keys/3", { authorization: owner });
    await other.send("GET", "/api/clients", { authorization: owner });
    expect(other.ACCOUNTS.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      "/internal/identify",
      "/api/keys/3",
      "/internal/identify",
    ]);
  });
});

describe("a session's cookie", () => {
  const cookie = () => `fachada=${fresh()}`;

  it.each([
    [200, "from our own page", { "sec-fetch-site": "same-origin" }],
    [200, "from our own page in an old browser", { origin: "http://fachada.test" }],
    [403, "from another site", { "sec-fetch-site": "cross-site" }],
    [403, "from another host of the same site", { "sec-fetch-site": "same-site" }],
    [403, "from another site in an old browser", { origin: "http://evil.test" }],
    [403, "from nowhere", {}],
  ])("gives %i to a write %s", async (expected, _, headers) => {
    const { send, CLIENTS } = enter();
    const { status } = await send("POST", "/api/clients", { cookie: cookie(), ...headers });
    expect(status).toBe(expected);
    expect(CLIENTS.requests).toHaveLength(expected === 200 ? 1 : 0);
  });

  it("is enough to read, and nothing where other credentials are given", async () => {
    const { send, ACCOUNTS } = enter();
    expect((await send("GET", "/api/clients", { cookie: cookie() })).status).toBe(200);
    const authorization = fresh();
    expect((await send("POST", "/api/clients", { cookie: cookie(), authorization })).status).toBe(200);
    expect(await ACCOUNTS.requests[1]!.json()).toEqual({ authorization, address: "unknown" });
  });

  it("can't be planted by another site", async () => {
    const { status } = await enter().send("POST", "/api/session", { "sec-fetch-site": "cross-site" });
    expect(status).toBe(403);
  });
});
