import fc from "fast-check";
import { quick, runCronAt } from "./test-workflows.ts";

/** What may be done; `nth` names a workflow or a lease of those there were. */
type Act =
  | { do: "create" | "consume" | "claim" | "expire" }
  | { do: "ack" | "release" | "requeue" | "finish" | "edit"; nth: number };

const nth = fc.nat(5);
export const ACTS: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("create" as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("claim" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("consume" as const, "expire" as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("release" as const), nth }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("ack" as const, "requeue" as const, "finish" as const, "edit" as const),
      nth,
    }),
  },
);

type Place = "waiting" | "leased" | "dead" | "consumed";

interface Known {
  uuid: string;
  place: Place;
  attempts: number;
  lease?: string;
}

/** The queue in memory, beside the service: what is done to one is done to the other, and the answers must be alike. */
export class Model {
  readonly all: Known[] = [];
  readonly leases: { lease: string; of: Known }[] = [];

  async run(act: Act): Promise<void> {
    if (act.do === "create") {
      const { status, body } = await quick.post("/api/workflows", { data: 1, steps: ["a"] });
      agree(status, 201);
      this.all.push({ uuid: body.uuid, place: "waiting", attempts: 0 });
    } else if (act.do === "consume") await this.consume();
    else if (act.do === "claim") await this.claim();
    else if (act.do === "expire") await this.expire();
    else if (!("nth" in act)) throw new Error(act.do);
    else if (act.do === "ack" || act.do === "release") await this.answer(act.do, act.nth);
    else await this.change(act.do, act.nth);
  }

  private get oldest(): Known | undefined {
    return this.all.find(({ place }) => place === "waiting");
  }

  private async consume() {
    const { status, headers } = await quick.send("POST", "/api/workflows/consume");
    const { oldest } = this;
    agree(status, oldest ? 200 : 204);
    agree(headers.get("content-location"), oldest ? `/api/workflows/${oldest.uuid}/csv` : null);
    if (oldest) oldest.place = "consumed";
  }

  private async claim() {
    const { status, body } = await quick.send("POST", "/api/workflows/claim?leaseSeconds=3600");
    const { oldest } = this;
    agree(status, oldest ? 200 : 204);
    agree(body.workflow?.uuid, oldest?.uuid);
    if (!oldest) return;
    Object.assign(oldest, { place: "leased", attempts: oldest.attempts + 1, lease: body.lease });
    this.leases.push({ lease: body.lease, of: oldest });
  }

  private async expire() {
    await runCronAt(Date.now() + 3_700_000);
    for (const each of this.all.filter(({ place }) => place === "leased")) this.giveBack(each);
  }

  private giveBack(known: Known) {
    known.place = known.attempts >= 5 ? "dead" : "waiting";
    delete known.lease;
  }

  private async answer(act: "ack" | "release", nth: number) {
    const found = this.leases.at(-1 - nth);
    if (!found) return;
    const { lease, of } = found;
    const isHeld = of.place === "leased" && of.lease === lease;
    const { status } = await quick.post(`/api/workflows/${of.uuid}/${act}`, { lease });
    if (isHeld) agree(status, 200);
    if (!isHeld) agree(status === 200 || status === 409, true); // as it was, or another's
    if (!isHeld) return;
    if (act === "release") this.giveBack(of);
    else of.place = "consumed";
  }

  private async change(act: "requeue" | "finish" | "edit", nth: number) {
    const dead = this.all.findLast(({ place }) => place === "dead");
    const known = act === "requeue" && dead ? dead : this.all.at(-1 - nth);
    if (!known) return;
    const { uuid, place } = known;
    const { version } = (await quick.get(`/api/workflows/${uuid}`)).body;
    const isOpen = place === "waiting" || place === "dead";
    if (act === "requeue") {
      const { status } = await quick.send("POST", `/api/workflows/${uuid}/requeue`);
      agree(status, place === "dead" ? 200 : 409);
      if (place === "dead") Object.assign(known, { place: "waiting", attempts: 0 });
      return;
    }
    const json = act === "edit" ? { data: 2 } : { status: "consumed" };
    const { status } = await quick.send("PATCH", `/api/workflows/${uuid}`, JSON.stringify(json), {
      "content-type": "application/json",
      "if-match": `"${version}"`,
    });
    agree(status, isOpen || (act === "finish" && place === "consumed") ? 200 : 409);
    if (act === "finish" && isOpen) known.place = "consumed";
  }
}

function agree(answered: unknown, expected: unknown): void {
  if (answered !== expected)
    throw new Error(`the service says ${String(answered)}, the model ${String(expected)}`);
}
