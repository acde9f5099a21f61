import { expect } from "vitest";
import { AS_OWNER } from "../stack.ts";

interface Workflow {
  uuid: string;
  status: string;
  place: string;
  data: unknown;
  steps: string[];
  progress: { name: string; status: string; message: string | null }[];
  version: number;
}

const ORDER = { order: 1042, client: { name: "Dona Ivone Lara" }, items: ["LP-0042", "LV-0161"] };

/** What `ORDER` is as CSV. */
export const ORDER_CSV = 'order,client.name,items\r\n1042,Dona Ivone Lara,"LP-0042; LV-0161"\r\n';

/** The end of a UUID, by which the dashboard calls a workflow. */
export const shortName = ({ uuid }: { uuid: string }) => uuid.slice(-8);

/** What others do with workflows by the API while a browser is open. */
export function workflowsApi(url: string) {
  async function send(method: string, path: string, body?: object, version?: number): Promise<Response> {
    const response = await fetch(`${url}/api/workflows${path}`, {
      method,
      headers: {
        ...AS_OWNER,
        "content-type": "application/json",
        ...(version !== undefined && { "if-match": `"${version}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return response;
  }
  async function call<T = Workflow>(...args: Parameters<typeof send>): Promise<T> {
    return (await (await send(...args)).json()) as T;
  }
  const claim = () => call<{ lease: string; workflow: Workflow }>("POST", "/claim");
  return {
    claim,
    create: (data: unknown = ORDER, steps = ["Pick", "Pack", "Ship"]) =>
      call("POST", "", { data, steps } as object),
    get: ({ uuid }: Workflow) => call("GET", `/${uuid}`),
    edit: async ({ uuid }: Workflow, changes: object) =>
      call("PATCH", `/${uuid}`, changes, (await call("GET", `/${uuid}`)).version),
    report: ({ uuid }: Workflow, step: string, report: object) =>
      call("POST", `/${uuid}/steps/${encodeURIComponent(step)}`, report),
    requeue: ({ uuid }: Workflow) => call("POST", `/${uuid}/requeue`),
    stats: () => call<{ waiting: number; consumed: number; dead: number }>("GET", "/stats"),
    /** Takes all that wait, so that the next one made is the next one taken. */
    async drain(): Promise<void> {
      while ((await send("POST", "/consume")).status !== 204);
    },
    /** Tries the oldest as often as may be; it is among the dead letters then. */
    async bury({ uuid }: Workflow, error: string): Promise<void> {
      while ((await call("GET", `/${uuid}`)).place === "waiting") {
        const { lease, workflow } = await claim();
        expect(workflow.uuid).toBe(uuid);
        await call("POST", `/${uuid}/release`, { lease, error });
      }
    },
  };
}
