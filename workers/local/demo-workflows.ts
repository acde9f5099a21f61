import { KEEPER } from "../workflows/queue.ts";
import { SUBJECT } from "../workflows/workflow-audit.ts";
import { uuidv7 } from "../shared/uuid.ts";
import { demoClients } from "./demo-clients.ts";
import { OWNER, STAFF, type Worker } from "./demo-ledger.ts";
import { demoProducts } from "./demo-products.ts";
import { type Task, TASKS } from "./demo-tasks.ts";
import { createRandom, type Random } from "./random.ts";

const COUNT = 44;
const HOURS = 20;
const FIRST_ORDER = 4_180;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MAX_ATTEMPTS = 5;
const FACHADA = { byKind: KEEPER.kind, byId: KEEPER.id, byName: KEEPER.name };

/** What becomes of those that aren't done at once; the others are. */
type Fate =
  | { is: "done late" | "untouched" }
  | { is: "dead"; error: string }
  | { is: "given back" | "leased"; claimedMinutesAgo: number };

const FATES: Record<number, Fate> = {
  6: { is: "done late" },
  11: { is: "dead", error: "Correios: o CEP 69005-00 não existe." },
  19: { is: "done late" },
  28: { is: "dead", error: "SEFAZ: rejeição 778, o NCM 8524.39.00 não existe." },
  31: { is: "done late" },
  34: { is: "given back", claimedMinutesAgo: 75 },
  35: { is: "given back", claimedMinutesAgo: 72 },
  36: { is: "leased", claimedMinutesAgo: 69 },
  37: { is: "leased", claimedMinutesAgo: 66 },
  38: { is: "given back", claimedMinutesAgo: 63 },
  39: { is: "untouched" },
  40: { is: "untouched" },
  41: { is: "untouched" },
  42: { is: "untouched" },
  43: { is: "untouched" },
};

/** A day of the shop's queue until `now`, and what its audit trail and charts would have of it. */
export function demoWorkflows(now: Date) {
  const random = createRandom(1963);
  const shop = {
    products: demoProducts(now).filter(({ active }) => active),
    clients: demoClients(now),
  };
  let lastClaim = 0;
  const stories = Array.from({ length: COUNT }, (_, index) => {
    const task = TASKS[index % TASKS.length]!;
    const age = HOURS * HOUR_MS * (1 - index / COUNT) ** 1.3; // more and more come
    const createdAt = now.getTime() - Math.round(age * (0.98 + 0.02 * random.next()));
    const data = task.data(random, shop, FIRST_ORDER + index);
    const story = createStory(task, { id: index + 1, createdAt, data });
    lastClaim = Math.max(createdAt + minutes(random, 4, 35), lastClaim + minutes(random, 1, 4));
    unfold(random, story, { now: now.getTime(), claimAt: lastClaim, fate: FATES[index] });
    return story;
  });
  return {
    workflows: stories.map(({ row }) => row),
    reports: stories.flatMap(({ reports }) => [...reports.values()]),
    audit: stories.flatMap(({ entries }) => entries).toSorted((a, b) => a.createdAt - b.createdAt),
    ages: agesOf(stories, now.getTime()),
  };
}

interface Report {
  workflowId: number;
  name: string;
  status: "started" | "done" | "failed";
  message: string | undefined;
  startedAt: number | undefined;
  finishedAt: number | undefined;
}

type Story = ReturnType<typeof createStory>;

/** One workflow, and what is done to it from its creation on. */
function createStory({ by, steps, error }: Task, of: { id: number; createdAt: number; data: object }) {
  const { id, createdAt, data } = of;
  const row = {
    id,
    uuid: uuidv7(createdAt),
    status: "inserted",
    place: "waiting" as string | null,
    data: JSON.stringify(data),
    dataVersion: 1,
    steps,
    attempts: 0,
    lease: null as string | null,
    leaseUntil: null as number | null,
    lastError: null as string | null,
    consumedAt: null as number | null,
    ...by,
    version: 1,
    createdAt,
    updatedAt: createdAt,
  };
  const entries: { createdAt: number }[] = [];
  const reports = new Map<string, Report>();
  const waits: { from: number; to?: number }[] = [{ from: createdAt }];
  const tell = (at: number, action: string, who: object, changes: (object | null)[] = []) => {
    const entry = { subject: SUBJECT, subjectId: id, action, ...who, changes, createdAt: at };
    entries.push(entry);
  };
  const change = (at: number, columns: Partial<typeof row>) =>
    Object.assign(row, columns, { version: row.version + 1, updatedAt: at });
  const endAttempt = (at: number, columns: Partial<typeof row>) => {
    const isDead = row.attempts === MAX_ATTEMPTS;
    if (isDead) tell(at, "buried", FACHADA);
    else waits.push({ from: at });
    change(at, { place: isDead ? "dead" : "waiting", leaseUntil: null, ...columns });
  };
  tell(createdAt, "created", by);
  return {
    row,
    entries,
    reports,
    waits,
    error,
    claim(at: number, who: Worker) {
      tell(at, "claimed", who);
      waits.at(-1)!.to = at;
      const lease = { lease: crypto.randomUUID(), leaseUntil: at + 8 * HOUR_MS };
      change(at, { place: "leased", ...lease, attempts: row.attempts + 1 });
    },
    report(at: number, who: Worker, name: string, status: Report["status"], message?: string) {
      tell(at, "step-reported", who, changesTo({ step: name, status, message }));
      const isStart = status === "started";
      const startedAt = isStart ? at : reports.get(name)?.startedAt;
      const finishedAt = isStart ? undefined : at;
      reports.set(name, { workflowId: id, name, status, message, startedAt, finishedAt });
      change(at, {});
    },
    release(at: number, who: Worker, why: string) {
      tell(at, "released", who, changesTo({ error: why }));
      endAttempt(at, { lastError: why });
    },
    expire(at: number) {
      tell(at, "expired", FACHADA);
      endAttempt(at, { lease: null, lastError: "The lease ran out." });
    },
    consume(at: number, who: Worker) {
      tell(at, "consumed", who);
      change(at, { status: "consumed", place: null, leaseUntil: null, consumedAt: at });
    },
  };
}

/** As `tellWorkflow` has them: null for what stays nothing. */
function changesTo(values: Record<string, string | undefined>) {
  return Object.entries(values).map(([field, to]) => (to === undefined ? null : { field, from: null, to }));
}

/** What is done to a workflow until `now`. */
function unfold(
  random: Random,
  story: Story,
  { now, claimAt, fate }: { now: number; claimAt: number; fate: Fate | undefined },
): void {
  if (fate?.is === "untouched") return;
  const who = random.next() < 0.75 ? STAFF : OWNER;
  const { row, error } = story;
  if (fate?.is === "leased") {
    let at = now - fate.claimedMinutesAgo * MINUTE_MS;
    story.claim(at, who);
    at = workOn(random, story, { at, who, names: row.steps.slice(0, 1) });
    story.report(at, who, row.steps[1]!, "started");
  } else if (fate?.is === "given back") {
    tryAndFail(random, story, { at: now - fate.claimedMinutesAgo * MINUTE_MS, who, error });
  } else if (fate?.is === "dead") {
    let at = claimAt;
    while (row.attempts < MAX_ATTEMPTS) {
      const isForgotten = row.attempts === 1;
      at = isForgotten ? forget(story, at) : tryAndFail(random, story, { at, who, error: fate.error });
      at += minutes(random, 4, 15);
    }
  } else {
    let at = claimAt;
    if (fate) at = tryAndFail(random, story, { at, who, error }) + minutes(random, 5, 20);
    story.claim(at, who);
    const left = fate ? row.steps.slice(1) : row.steps;
    story.consume(workOn(random, story, { at, who, names: left }), who);
  }
}

/** Claims it, does the first step unless that is done, and gives it back as the second one fails. */
function tryAndFail(
  random: Random,
  story: Story,
  { at, who, error }: { at: number; who: Worker; error: string },
): number {
  const [first, second] = story.row.steps as [string, string];
  story.claim(at, who);
  const names = story.reports.has(first) ? [] : [first];
  const start = workOn(random, story, { at, who, names });
  story.report(start, who, second, "started");
  const end = start + minutes(random, 7, 12);
  story.report(end, who, second, "failed", error);
  story.release(end + 4_000, who, error);
  return end + 4_000;
}

/** Somebody claims it and never comes back. */
function forget(story: Story, at: number): number {
  story.claim(at, OWNER);
  const end = at + 30 * MINUTE_MS;
  story.expire(end);
  return end;
}

/** Does some steps, one after the other; when the last is done. */
function workOn(
  random: Random,
  story: Story,
  { at, who, names }: { at: number; who: Worker; names: string[] },
): number {
  let end = at;
  for (const name of names) {
    story.report(end + 2_000, who, name, "started");
    end += minutes(random, 7, 15);
    story.report(end, who, name, "done");
  }
  return end + 1_000;
}

/** The longest that any had waited in each hour, as the cron would have seen it. */
function agesOf(stories: Story[], now: number) {
  const first = Math.floor(stories[0]!.row.createdAt / HOUR_MS) * HOUR_MS;
  const count = Math.floor((now - first) / HOUR_MS) + 1;
  return Array.from({ length: count }, (_, index) => {
    const hour = first + index * HOUR_MS;
    const seen = stories.flatMap(({ row, waits }) =>
      waits
        .map(({ from, to = now }) => ({ from, to: Math.min(to, hour + HOUR_MS, now) }))
        .filter(({ from, to }) => from < hour + HOUR_MS && to > hour)
        .map(({ to }) => to - row.createdAt),
    );
    return { hour, oldestMs: Math.max(0, ...seen) };
  });
}

function minutes(random: Random, min: number, max: number): number {
  return Math.round((min + (max - min) * random.next()) * MINUTE_MS);
}
