import { createScheduledController, env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { attempts, knownAddresses } from "../../schema/accounts/tables.ts";
import worker from "./main.ts";
import { basic, db, enter, identify, PASSWORD, send, signIn } from "./test-accounts.ts";

const fail = async (email: string, address: string, times: number) => {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) {
    statuses.push((await signIn(email, "a wrong password", address)).status);
  }
  return statuses;
};

/** Lets time pass for whoever has to wait. */
const wait = (seconds: number) =>
  db.run(
    sql`update attempts set blocked_until = blocked_until - ${seconds * 1000}, last_at = last_at - ${seconds * 1000}`,
  );

const times = (count: number, status: number) => Array.from({ length: count }, () => status);

describe("sign-ins that fail", () => {
  it("are free ten times, then wait twice as long each time, and a right one forgets them", async () => {
    const { email } = await enter("viewer", "waiting@example.com");
    expect(await fail(email, "198.51.100.1", 10)).toEqual(times(10, 401));
    for (const seconds of [1, 2, 4]) {
      const blocked = await signIn(email, PASSWORD, "198.51.100.1");
      expect(blocked).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
      expect(Number(blocked.headers.get("retry-after"))).toBe(seconds);
      await wait(seconds);
      expect(await fail(email, "198.51.100.1", 1)).toEqual([401]);
    }
    await wait(8);
    expect((await signIn(email, PASSWORD, "198.51.100.1")).status).toBe(201);
    expect(await fail(email, "198.51.100.1", 11)).toEqual(times(11, 401));
  });

  it("wait a quarter of an hour at most, and a day without them forgets", async () => {
    const { email } = await enter("viewer", "longest@example.com");
    await fail(email, "198.51.100.2", 10);
    await db.update(attempts).set({ excess: 40 });
    await wait(1);
    await fail(email, "198.51.100.2", 1);
    const blocked = await signIn(email, PASSWORD, "198.51.100.2");
    expect(blocked.headers.get("retry-after")).toBe("900");
    await wait(24 * 3600 + 60);
    expect(await fail(email, "198.51.100.2", 10)).toEqual(times(10, 401));
    expect(await fail(email, "198.51.100.2", 1)).toEqual([429]);
  });

  it("don't lock out the same person elsewhere, nor others there", async () => {
    const { email } = await enter("viewer", "victim@example.com");
    const other = await enter("viewer", "other@example.com");
    await fail(email, "198.51.100.3", 11);
    expect((await signIn(email, PASSWORD, "203.0.113.30")).status).toBe(201);
    expect((await signIn(other.email, PASSWORD, "198.51.100.3")).status).toBe(201);
  });

  it("never stand in the way of who has signed in from there before, however many", async () => {
    const { email } = await enter("viewer", "neighbour@example.com");
    expect((await signIn(email, PASSWORD, "198.51.100.4")).status).toBe(201);
    for (let who = 0; who < 4; who += 1) await fail(`nobody${who}@example.com`, "198.51.100.4", 10);
    expect(await fail("nobody@example.com", "198.51.100.4", 1)).toEqual([429]);
    expect(await fail(email, "198.51.100.4", 12)).toEqual(times(12, 401));
    expect((await signIn(email, PASSWORD, "198.51.100.4")).status).toBe(201);
  });

  it("aren't counted from where somebody has signed in, so that others there don't wait for them", async () => {
    const { email } = await enter("viewer", "clumsy@example.com");
    await signIn(email, PASSWORD, "198.51.100.12");
    await fail(email, "198.51.100.12", 35);
    expect(await fail("colleague@example.com", "198.51.100.12", 1)).toEqual([401]);
  });

  it("count per address, too, over all e-mails: thirty are free", async () => {
    const statuses: number[] = [];
    for (let who = 0; who < 31; who += 1)
      statuses.push(...(await fail(`guess${who}@example.com`, "198.51.100.5", 1)));
    expect(statuses).toEqual([...times(30, 401), 429]);
  });

  it("count as one address within a network of IPv6", async () => {
    for (const host of ["::1", ":ffff:0:1:2", "::3"]) await fail("v6@example.com", `2001:db8:0:7${host}`, 4);
    expect(await fail("v6@example.com", "2001:0DB8:0000:0007:9::", 1)).toEqual([429]);
    expect(await fail("v6@example.com", "2001:db8:0:8::1", 1)).toEqual([401]);
  });

  it("can't be tried at once to be free", async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => signIn("at-once@example.com", "a wrong password", "198.51.100.6")),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...times(10, 401), ...times(15, 429)]);
  });

  it("count for Basic as well, with the time to wait", async () => {
    const { email } = await enter("viewer", "basic@example.com");
    const ask = (password: string) =>
      identify({ authorization: basic(email, password), address: "198.51.100.7" });
    for (let time = 0; time < 10; time += 1) expect((await ask("wrong")).body).toEqual({ reason: "wrong" });
    const blocked = await ask(PASSWORD);
    expect(blocked).toMatchObject({ status: 429, body: { retryAfterSeconds: 1 } });
    expect(blocked.headers.get("retry-after")).toBe("1");
    await wait(1);
    expect((await ask(PASSWORD)).status).toBe(200);
    expect((await ask("wrong")).status).toBe(401);
    expect((await ask(PASSWORD)).status).toBe(200);
  });
});

it("a new password forgets where somebody has signed in from", async () => {
  const owner = await enter("owner", "owner@example.com");
  const person = await enter("viewer", "moved@example.com");
  await signIn(person.email, PASSWORD, "198.51.100.8");
  const isKnown = () => db.$count(knownAddresses, sql`person_id = ${person.id}`);
  expect(await isKnown()).toBe(1);
  await send("PATCH", person.path, { ...owner.as, "if-match": '"1"' }, { password: "as rosas não falam" });
  expect(await isKnown()).toBe(0);
});

it("the cron forgets attempts after a day, and addresses after half a year", async () => {
  const { email, id } = await enter("viewer", "swept@example.com");
  await signIn(email, PASSWORD, "198.51.100.9");
  await db.delete(attempts);
  await fail("old@example.com", "198.51.100.10", 1);
  await wait(24 * 3600 + 1);
  await fail("new@example.com", "198.51.100.11", 1);
  const sweep = () => worker.scheduled(createScheduledController({ scheduledTime: new Date() }), env);
  await sweep();
  expect(await db.$count(attempts)).toBe(2);
  expect(await db.$count(knownAddresses, sql`person_id = ${id}`)).toBe(1);
  await db.run(sql`update known_addresses set last_at = last_at - ${181 * 24 * 3_600_000}`);
  await sweep();
  expect(await db.$count(knownAddresses, sql`person_id = ${id}`)).toBe(0);
});
