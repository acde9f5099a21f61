import { describe, expect, it } from "vitest";
import type { Identity } from "../shared/identity.ts";
import { as, enter, identify, PASSWORD, send, signIn } from "./test-accounts.ts";

const key: Identity = {
  kind: "key",
  id: 1,
  name: "Till",
  role: null,
  rights: ["clients:read"],
  expiresAt: null,
};

describe("/api/profile", () => {
  it("shows the caller, and changes their name", async () => {
    const me = await enter("viewer", "me@example.com", "Eu");
    const shown = await send("GET", "/api/profile", me.as);
    expect(shown).toMatchObject({
      status: 200,
      body: { id: me.id, email: "me@example.com", role: "viewer" },
    });
    const edited = await send(
      "PATCH",
      "/api/profile",
      { ...me.as, "if-match": shown.headers.get("etag")! },
      { name: "Eu mesma" },
    );
    expect(edited).toMatchObject({ status: 200, body: { name: "Eu mesma", version: 2 } });
    const stale = await send("PATCH", "/api/profile", { ...me.as, "if-match": '"1"' }, { name: "Outra" });
    expect(stale).toMatchObject({ status: 412, body: { current: { name: "Eu mesma" } } });
  });

  it("changes the password with the current one, and ends all other sessions", async () => {
    const me = await enter("staff", "changing@example.com");
    const [here, there] = [await signIn(me.email), await signIn(me.email)];
    const headers = { ...me.as, cookie: here.cookie, "if-match": '"1"' };
    const change = { password: "as rosas não falam", currentPassword: PASSWORD };
    expect((await send("PATCH", "/api/profile", headers, change)).status).toBe(200);
    expect((await identify(here)).status).toBe(200);
    expect((await identify(there)).status).toBe(401);
    expect((await signIn(me.email)).status).toBe(401);
    expect((await signIn(me.email, "as rosas não falam")).status).toBe(201);
  });

  it.each([
    [
      "a wrong current one",
      { password: "as rosas não falam", currentPassword: "wrong" },
      "/currentPassword",
      "wrong",
    ],
    ["no current one", { password: "as rosas não falam" }, "/currentPassword", "required"],
    ["one that is common", { password: "1234567890", currentPassword: PASSWORD }, "/password", "common"],
    ["one's role", { name: "X", role: "owner" }, "/role", "unknown"],
    ["the current one alone", { currentPassword: PASSWORD }, "", "empty"],
  ])("refuses %s", async (what, change, pointer, code) => {
    const me = await enter("staff", `${what.replaceAll(/\W/g, "-")}@example.com`);
    const session = await signIn(me.email);
    expect(await send("PATCH", "/api/profile", { ...me.as, "if-match": '"1"' }, change)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer, code }] },
    });
    expect((await identify(session)).status).toBe(200);
  });

  it("refuses the e-mail as a password", async () => {
    const me = await enter("staff", "long.enough@example.com");
    const change = { password: "long.enough", currentPassword: PASSWORD };
    expect(await send("PATCH", "/api/profile", { ...me.as, "if-match": '"1"' }, change)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/password", code: "email" }] },
    });
  });

  it("lets nobody guess the current password by it", async () => {
    const me = await enter("staff", "stolen@example.com");
    const change = { password: "as rosas não falam", currentPassword: "a guess" };
    const headers = { ...me.as, "if-match": '"1"', "x-fachada-address": "198.51.100.77" };
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await send("PATCH", "/api/profile", headers, change)).status).toBe(422);
    }
    const blocked = await send("PATCH", "/api/profile", headers, { ...change, currentPassword: PASSWORD });
    expect(blocked).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
    expect(Number(blocked.headers.get("retry-after"))).toBe(1);
  });

  it("is no key's, and nobody's", async () => {
    for (const [method, json] of [["GET"], ["PATCH", { name: "X" }]] as const) {
      const headers = { ...as(key), "if-match": '"1"' };
      expect(await send(method, "/api/profile", headers, json)).toMatchObject({
        status: 403,
        body: { code: "forbidden" },
      });
      expect((await send(method, "/api/profile", { "if-match": '"1"' }, json)).status).toBe(401);
    }
  });
});
