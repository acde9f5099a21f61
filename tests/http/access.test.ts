import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenApi } from "../../workers/gateway/openapi.ts";
import { AS_OWNER, apiOf, createState, signIn, startStack } from "../stack.ts";

/** Who may do what: V for viewers, S for staff, O for owners, and the scope that lets a key in; `-` for no key. */
const TABLE: Record<string, [roles: string, scope: string]> = {
  listClients: ["VSO", "clients:read"],
  createClient: ["SO", "clients:write"],
  getClient: ["VSO", "clients:read"],
  editClient: ["SO", "clients:write"],
  eraseClient: ["O", "clients:erase"],
  exportPersonalData: ["VSO", "clients:read"],
  exportClients: ["VSO", "clients:read"],
  importClients: ["SO", "clients:write"],
  listAddresses: ["VSO", "clients:read"],
  createAddress: ["SO", "clients:write"],
  getAddress: ["VSO", "clients:read"],
  editAddress: ["SO", "clients:write"],
  deleteAddress: ["SO", "clients:write"],
  makeAddressPrimary: ["SO", "clients:write"],
  listClientAudit: ["VSO", "clients:read"],
  findLegacyClients: ["VSO", "clients:read"],
  createLegacyClient: ["SO", "clients:write"],
  listProducts: ["VSO", "catalog:read"],
  createProduct: ["SO", "catalog:write"],
  importProducts: ["SO", "catalog:write"],
  getProduct: ["VSO", "catalog:read"],
  editProduct: ["SO", "catalog:write"],
  deleteProduct: ["SO", "catalog:write"],
  listProductAudit: ["VSO", "catalog:read"],
  getCover: ["VSO", "catalog:read"],
  getCoverFile: ["VSO", "catalog:read"],
  putCover: ["SO", "catalog:write"],
  deleteCover: ["SO", "catalog:write"],
  exportProducts: ["VSO", "catalog:read"],
  readFacets: ["VSO", "catalog:read"],
  listFacetValues: ["VSO", "catalog:read"],
  listPurchases: ["VSO", "sales:read"],
  createPurchase: ["SO", "sales:write"],
  getPurchase: ["VSO", "sales:read"],
  cancelPurchase: ["SO", "sales:write"],
  returnItems: ["SO", "sales:write"],
  fulfilPurchase: ["SO", "sales:write"],
  listPurchaseAudit: ["VSO", "sales:read"],
  exportPurchases: ["VSO", "sales:read"],
  listStock: ["VSO", "stock:read"],
  reconcileStock: ["VSO", "stock:read"],
  getStock: ["VSO", "stock:read"],
  editStock: ["SO", "stock:write"],
  listMovements: ["VSO", "stock:read"],
  createMovement: ["SO", "stock:write"],
  exportStock: ["VSO", "stock:read"],
  listInventory: ["VSO", "sales:read"],
  listClientInventory: ["VSO", "sales:read"],
  exportInventory: ["VSO", "sales:read"],
  readSalesSummary: ["VSO", "sales:read"],
  exportSalesSummary: ["VSO", "sales:read"],
  listEvents: ["VSO", "sales:read"],
  listWebhooks: ["O", "-"],
  createWebhook: ["O", "-"],
  getWebhook: ["O", "-"],
  editWebhook: ["O", "-"],
  deleteWebhook: ["O", "-"],
  rotateWebhookSecret: ["O", "-"],
  testWebhook: ["O", "-"],
  listWebhookAudit: ["O", "-"],
  listDeliveries: ["O", "-"],
  getDelivery: ["O", "-"],
  redeliver: ["O", "-"],
  listWorkflows: ["VSO", "workflows:read"],
  createWorkflow: ["SO", "workflows:write"],
  getWorkflow: ["VSO", "workflows:read"],
  editWorkflow: ["SO", "workflows:write"],
  requeueWorkflow: ["SO", "workflows:write"],
  reportStep: ["SO", "workflows:write"],
  listWorkflowAudit: ["VSO", "workflows:read"],
  getWorkflowCsv: ["VSO", "workflows:read"],
  exportWorkflows: ["VSO", "workflows:read"],
  readQueueStats: ["VSO", "workflows:read"],
  consumeWorkflow: ["SO", "workflows:write"],
  claimWorkflow: ["SO", "workflows:write"],
  acknowledgeWorkflow: ["SO", "workflows:write"],
  releaseWorkflow: ["SO", "workflows:write"],
  listLegacyWorkflows: ["VSO", "workflows:read"],
  createLegacyWorkflow: ["SO", "workflows:write"],
  consumeLegacyWorkflow: ["SO", "workflows:write"],
  getLegacyWorkflow: ["VSO", "workflows:read"],
  changeLegacyWorkflow: ["SO", "workflows:write"],
  listLogEntries: ["VSO", "log:read"],
  readLogStats: ["VSO", "log:read"],
  getTrace: ["VSO", "log:read"],
  exportTrace: ["VSO", "log:read"],
  exportLogCsv: ["VSO", "log:read"],
  exportLogNdjson: ["VSO", "log:read"],
  tailLog: ["VSO", "log:read"],
  listLegacyLogEntries: ["VSO", "log:read"],
  listAlerts: ["VSO", "log:read"],
  getAlert: ["VSO", "log:read"],
  exportAlerts: ["VSO", "log:read"],
  listAlertRules: ["VSO", "log:read"],
  createAlertRule: ["O", "-"],
  getAlertRule: ["VSO", "log:read"],
  editAlertRule: ["O", "-"],
  deleteAlertRule: ["O", "-"],
  listAlertRuleAudit: ["VSO", "log:read"],
  getSession: ["VSO", "any"],
  getProfile: ["VSO", "-"],
  editProfile: ["VSO", "-"],
  listPeople: ["O", "-"],
  createPerson: ["O", "-"],
  getPerson: ["O", "-"],
  editPerson: ["O", "-"],
  listPersonAudit: ["O", "-"],
  listKeys: ["O", "-"],
  createKey: ["O", "-"],
  getKey: ["O", "-"],
  revokeKey: ["O", "-"],
  listServices: ["VSO", "any"],
  getOpenApi: ["VSO", "any"],
  getCollection: ["VSO", "any"],
};

/** What everybody may do, known or not. */
const OPEN = ["signIn", "signOut", "setUp"];

const SCOPES = [
  "clients:read",
  "clients:write",
  "clients:erase",
  "catalog:read",
  "catalog:write",
  "sales:read",
  "sales:write",
  "stock:read",
  "stock:write",
  "workflows:read",
  "workflows:write",
  "log:read",
];

let state: Awaited<ReturnType<typeof createState>>;
let stack: Awaited<ReturnType<typeof startStack>>;
let api: ReturnType<typeof apiOf>;
let document: OpenApi;

beforeAll(async () => {
  state = await createState();
  stack = await startStack({ state: state.path });
  api = apiOf(stack, { headers: await signIn(stack) });
  document = (await api.get("/api/openapi.json")).body;
});

afterAll(async () => {
  await stack?.stop();
  await state?.[Symbol.asyncDispose]();
});

/** What becomes of every operation, asked with these credentials and nothing else: it fails early, and harms nothing. */
async function askAll(headers: Record<string, string>): Promise<Record<string, string>> {
  const asked = apiOf(stack, { headers, described: null });
  const outcomes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { operationId }]) => !OPEN.includes(operationId))
      .map(async ([method, { operationId }]) => {
        const at = path.replaceAll(/\{\w+\}/g, "999999");
        const { status } = await asked.send(method.toUpperCase(), at);
        return [operationId, status === 401 || status === 403 ? String(status) : "let in"] as const;
      }),
  );
  return Object.fromEntries(await Promise.all(outcomes));
}

/** The table as outcomes. */
function outcomes(
  mayEnter: (roles: string, scope: string) => boolean,
  otherwise = "403",
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(TABLE).map(([operation, needed]) => [
      operation,
      mayEnter(...needed) ? "let in" : otherwise,
    ]),
  );
}

const NOTHING = outcomes(() => false, "401");

const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });

async function createKey(scopes: string[], more: object = {}): Promise<{ id: number; key: string }> {
  const { status, body } = await api.post("/api/keys", { name: "Test", scopes, ...more });
  expect(status).toBe(201);
  return body;
}

it("names every operation in the table", () => {
  const operations = Object.values(document.paths).flatMap((operations) => Object.values(operations));
  const ids = operations.map(({ operationId }) => operationId);
  expect(ids.toSorted()).toEqual([...Object.keys(TABLE), ...OPEN].toSorted());
});

it.each([
  ["no credentials", () => ({})],
  ["a wrong password", () => basic("owner@fachada.test", "fachada-dema")],
  ["a made-up key", () => ({ authorization: `Bearer fch_1_${"A".repeat(43)}` })],
  ["a made-up session", () => ({ cookie: `fachada=${"A".repeat(43)}`, origin: stack.url })],
  ["another scheme", () => ({ authorization: "Digest username=owner" })],
  ["a forged identity", () => ({ "x-fachada-identity": btoa('{"kind":"person","id":1,"role":"owner"}') })],
])("lets nobody do anything with %s", async (_, credentials) => {
  expect(await askAll(credentials())).toEqual(NOTHING);
});

it("says how to come in, and which right is missing", async () => {
  const { headers } = await apiOf(stack, { headers: {}, described: null }).get("/client");
  expect(headers.get("www-authenticate")).toBe('Basic realm="Fachada"');
  const { key } = await createKey(["clients:read"]);
  const { body } = await apiOf(stack, { headers: { authorization: `Bearer ${key}` } }).get("/api/logs");
  expect(body.detail).toBe("This needs the right log:read, which you don't have.");
});

it("lets no unknown person in, and makes who goes on trying wait", async () => {
  const stranger = apiOf(stack, { headers: basic("nobody@fachada.test", "fachada-demo"), described: null });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1)
    statuses.push((await stranger.get("/api/clients")).status);
  expect(new Set(statuses.slice(0, 10))).toEqual(new Set([401]));
  expect(statuses.at(-1)).toBe(429);
});

it("lets nobody in by a key that was revoked, or has expired", async () => {
  const revoked = await createKey(SCOPES);
  const bearer = { authorization: `Bearer ${revoked.key}` };
  expect((await askAll(bearer))["listClients"]).toBe("let in");
  await api.send("DELETE", `/api/keys/${revoked.id}`);
  const expiring = await createKey(SCOPES, { expiresAt: new Date(Date.now() + 1500).toISOString() });
  await new Promise((wake) => setTimeout(wake, 1600));
  expect(await askAll(bearer)).toEqual(NOTHING);
  expect(await askAll({ authorization: `Bearer ${expiring.key}` })).toEqual(NOTHING);
});

it.each([
  ["viewer", "V"],
  ["staff", "S"],
  ["owner", "O"],
])("lets a %s do what the table says, by session and by Basic", async (role, letter) => {
  const person = { email: `${role}@example.com`, name: role, role, password: "sonho meu, sonho meu" };
  expect((await api.post("/api/people", person)).status).toBe(201);
  const session = await signIn(stack, person);
  const may = outcomes((roles) => roles.includes(letter));
  expect(await askAll(session)).toEqual(may);
  expect(await askAll(basic(person.email, person.password))).toEqual(may);
});

it.each(SCOPES)("lets a key with the scope %s do that and no more", async (scope) => {
  const { key } = await createKey([scope]);
  const may = outcomes((_, needed) => needed === "any" || needed === scope);
  expect(await askAll({ authorization: `Bearer ${key}` })).toEqual(may);
  expect(await askAll(basic("a machine", key))).toEqual(may);
});

it("never reaches what is internal, whoever asks", async () => {
  for (const path of [
    "/internal/health",
    "/internal/identify",
    "/internal/openapi.json",
    "/internal/products/sold",
    "/internal/clients/find",
    "/internal/events",
  ]) {
    const { status } = await apiOf(stack, { headers: AS_OWNER, described: null }).send("POST", path, "{}");
    expect(status, path).toBe(404);
  }
});
