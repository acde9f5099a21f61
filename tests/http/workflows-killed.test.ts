import { expect, it } from "vitest";
import { apiOf, createState, signIn, startStack } from "../stack.ts";

const WORKFLOWS = 60;
const CONSUMERS = 6;

/** How long after its lease a late one comes back, and how long whoever has its workflow by then works on it. */
const LATE_MS = 500;
const SLOW_MS = 750;

const sleep = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/** A claim, and what came of saying that it is done; times as its consumer saw them. */
interface Claim {
  robot: string;
  uuid: string;
  lease: string;
  leaseMs: number;
  sent: number;
  came: number;
  ack?: { sent: number; came: number; status: number };
}

/** Until when it was surely theirs. */
const endOf = ({ sent, leaseMs, ack }: Claim) => (ack?.status === 200 ? ack.sent : sent + leaseMs);

/** All workers are killed once in the middle of this load, and each request sent again until it is answered. */
it("what consumers claim is consumed once each, though some of them and all workers are killed", async () => {
  await using state = await createState();
  let stack = await startStack({ state: state.path });
  let api = apiOf(stack, { headers: await signIn(stack), described: null });
  const scopes = ["workflows:read", "workflows:write"];
  const robots: { name: string; key: string }[] = [];
  for (let at = 0; at < CONSUMERS; at += 1) {
    robots.push((await api.post("/api/keys", { name: `Robot ${at}`, scopes })).body);
  }
  const created: string[] = [];
  for (let order = 0; order < WORKFLOWS; order += 1) {
    created.push((await api.post("/api/workflows", { data: { order }, steps: ["pack"] })).body.uuid);
  }

  const claims: Claim[] = [];
  const countDone = () => claims.filter(({ ack }) => ack?.status === 200).length;
  let broken = 0;
  /** Sends until there is an answer, to whichever stack is there. */
  async function send(key: string, path: string, name: string, json?: object) {
    for (;;) {
      try {
        const response = await fetch(`${stack.url}${path}`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${key}`,
            "idempotency-key": name,
            ...(json && { "content-type": "application/json" }),
          },
          ...(json && { body: JSON.stringify(json) }),
        });
        const text = await response.text();
        if (response.status < 500) return { status: response.status, text };
      } catch {
        // Nobody listens, or the connection broke off.
      }
      broken += 1;
      await sleep(100);
    }
  }

  /** Works until all is done. Of every ten, one is at first claimed by who comes back too late, and one by who never does. */
  async function consume(robot: string, key: string): Promise<void> {
    for (let turn = 1; countDone() < WORKFLOWS; turn += 1) {
      const seconds = 1 + (turn % 2);
      const sent = performance.now();
      const answer = await send(key, `/api/workflows/claim?leaseSeconds=${seconds}`, `claim-${turn}`);
      if (answer.status === 204) {
        await sleep(200);
        continue;
      }
      expect(answer.status).toBe(200);
      const { lease, workflow } = JSON.parse(answer.text) as {
        lease: string;
        workflow: { uuid: string; attempts: number; data: { order: number } };
      };
      const { uuid, attempts, data } = workflow;
      const leaseMs = seconds * 1000;
      const claim: Claim = { robot, uuid, lease, leaseMs, sent, came: performance.now() };
      claims.push(claim);
      if (attempts === 1 && data.order % 10 === 7) continue;
      const isContested = data.order % 10 === 3 && attempts < 3;
      const contested = attempts === 1 ? leaseMs + LATE_MS : SLOW_MS;
      await sleep(isContested ? contested : 20 + Math.random() * 200);
      const done = performance.now();
      const { status } = await send(key, `/api/workflows/${uuid}/ack`, `ack-${turn}`, { lease });
      claim.ack = { sent: done, came: performance.now(), status };
    }
  }

  async function killOnce(): Promise<void> {
    while (countDone() < WORKFLOWS / 3) await sleep(10);
    await stack.stop("SIGKILL");
    expect(countDone()).toBeLessThan(WORKFLOWS / 2);
    stack = await startStack({ state: state.path });
  }

  try {
    await Promise.all([killOnce(), ...robots.map(({ name, key }) => consume(name, key))]);
    expect(broken).toBeGreaterThan(0);

    const done = claims.filter(({ ack }) => ack?.status === 200);
    expect(done.map(({ uuid }) => uuid).toSorted()).toEqual(created.toSorted());
    expect(claims.filter(({ ack }) => !ack)).toHaveLength(WORKFLOWS / 10);
    const late = claims.filter(({ ack }) => ack && ack.status !== 200);
    expect(new Set(late.map(({ ack }) => ack!.status))).toEqual(new Set([409]));
    expect(late.filter((claim) => claim.ack!.came < endOf(claim))).toEqual([]);
    // Nobody got what was somebody else's then.
    const stolen = claims.filter((claim) =>
      claims.some(({ uuid, sent, came }) => uuid === claim.uuid && sent > claim.came && came < endOf(claim)),
    );
    expect(stolen).toEqual([]);
    expect(new Set(claims.map(({ lease }) => lease)).size).toBe(claims.length);

    api = apiOf(stack, { headers: await signIn(stack), described: null });
    const counts = (await api.get("/api/workflows/stats")).body;
    expect(counts).toMatchObject({ waiting: 0, leased: 0, dead: 0, consumed: WORKFLOWS });
    for (const { uuid, robot } of done) {
      const { items } = (await api.get(`/api/workflows/${uuid}/audit?limit=100`)).body;
      const story = (items as { action: string; by: { name: string } }[]).toReversed();
      expect(story.map(({ action }) => action).join(" ")).toMatch(
        /^created (claimed expired )*claimed consumed$/,
      );
      expect(story.slice(-2).map(({ by }) => by.name)).toEqual([robot, robot]);
      const known = claims.filter((claim) => claim.uuid === uuid);
      expect(story.filter(({ action }) => action === "claimed")).toHaveLength(known.length);
    }
  } finally {
    await stack.stop();
  }
}, 120_000);
