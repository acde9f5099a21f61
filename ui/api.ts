import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { ClientsApi } from "../workers/clients/main.ts";
import type { GatewayApi } from "../workers/gateway/main.ts";
import type { LogsApi } from "../workers/logs/main.ts";
import { answer, send } from "./http.ts";

const clients = hc<ClientsApi>("/", { fetch: send }).api.clients;
const addresses = clients[":id"].addresses;
const logs = hc<LogsApi>("/", { fetch: send }).api.logs;
const services = hc<GatewayApi>("/", { fetch: send }).api.services;

export type Client = InferResponseType<(typeof clients)[":id"]["$get"]>;
export type NewClient = InferRequestType<typeof clients.$post>["json"];
export type ClientChanges = InferRequestType<(typeof clients)[":id"]["$patch"]>["json"];
export type ClientsQuery = InferRequestType<typeof clients.$get>["query"];
export type ClientSort = NonNullable<ClientsQuery["sort"]>;
export type Address = InferResponseType<(typeof addresses)[":addressId"]["$get"]>;
export type NewAddress = InferRequestType<typeof addresses.$post>["json"];
export type AddressChanges = InferRequestType<(typeof addresses)[":addressId"]["$patch"]>["json"];
export type ClientAuditEntry = InferResponseType<(typeof clients)[":id"]["audit"]["$get"]>["items"][number];
export type LogEntry = InferResponseType<typeof logs.$get>["items"][number];
export type LogsQuery = InferRequestType<typeof logs.$get>["query"];
export type LogStats = InferResponseType<typeof logs.stats.$get>;
export type StatsQuery = InferRequestType<typeof logs.stats.$get>["query"];
export type GroupBy = NonNullable<StatsQuery["groupBy"]>;
export type Bucket = LogStats["buckets"][number];
export type Group = LogStats["groups"][number];
export type ServiceState = InferResponseType<typeof services.$get>["items"][number];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export function listClients(query: ClientsQuery, signal: AbortSignal): Promise<Page<Client>> {
  return answer(clients.$get({ query }, { init: { signal } }));
}

export function getClient(id: string, signal: AbortSignal): Promise<Client> {
  return answer(clients[":id"].$get({ param: { id } }, { init: { signal } }));
}

/** `key` makes it safe to send again: the same key and client is stored once. */
export function createClient(json: NewClient, key: string): Promise<Client> {
  return answer(clients.$post({ json }, { headers: { "idempotency-key": key } }));
}

/** Changes a client that is still at `version`; otherwise `precondition-failed` brings the `current` one. */
export function editClient(id: number, version: number, json: ClientChanges): Promise<Client> {
  return answer(clients[":id"].$patch({ param: { id: String(id) }, header: ifAt(version), json }));
}

/** Erases the personal data of a client that is still at `version`; otherwise as `editClient`. It is final. */
export function eraseClient({ id, version }: Client): Promise<Client> {
  return answer(clients[":id"].erase.$post({ param: { id: String(id) }, header: ifAt(version) }));
}

/** Where a browser downloads all that is kept of a client, as a JSON file. */
export function personalDataUrl({ id }: Client): string {
  return `/api/clients/${id}/personal-data`;
}

/** Where a browser downloads the whole list as a CSV file. */
export function clientsCsvUrl(filters: { search: string } | { sort: ClientSort }): string {
  return `/api/clients.csv?${new URLSearchParams(filters)}`;
}

export function listClientAudit(
  id: number,
  query: { limit: string; cursor?: string },
  signal: AbortSignal,
): Promise<Page<ClientAuditEntry>> {
  return answer(clients[":id"].audit.$get({ param: { id: String(id) }, query }, { init: { signal } }));
}

export function listAddresses(
  clientId: number,
  query: { limit: string; cursor?: string },
  signal: AbortSignal,
): Promise<Page<Address>> {
  return answer(addresses.$get({ param: { id: String(clientId) }, query }, { init: { signal } }));
}

/** `key` makes it safe to send again, as with a client. */
export function createAddress(clientId: number, json: NewAddress, key: string): Promise<Address> {
  const param = { id: String(clientId) };
  return answer(addresses.$post({ param, json }, { headers: { "idempotency-key": key } }));
}

/** Changes an address that is still at its `version`; otherwise as `editClient`. */
export function editAddress(address: Address, json: AddressChanges): Promise<Address> {
  const header = ifAt(address.version);
  return answer(addresses[":addressId"].$patch({ param: paramOf(address), header, json }));
}

export async function deleteAddress(address: Address): Promise<void> {
  await addresses[":addressId"].$delete({ param: paramOf(address) });
}

export function makeAddressPrimary(address: Address): Promise<Address> {
  return answer(addresses[":addressId"].primary.$post({ param: paramOf(address) }));
}

export async function listServices(signal: AbortSignal): Promise<ServiceState[]> {
  return (await answer(services.$get({ query: {} }, { init: { signal } }))).items;
}

export function listLogs(query: LogsQuery, signal: AbortSignal): Promise<Page<LogEntry>> {
  return answer(logs.$get({ query }, { init: { signal } }));
}

/** Where a browser listens to what comes into the log. */
export function logTailUrl(filters: Record<string, string>): string {
  return `/api/logs/tail?${new URLSearchParams(filters)}`;
}

/** Where a browser downloads the whole list as a file. */
export function logFileUrl(format: "csv" | "ndjson", query: Record<string, string>): string {
  return `/api/logs.${format}?${new URLSearchParams(query)}`;
}

export function readStats(query: StatsQuery, signal: AbortSignal): Promise<LogStats> {
  return answer(logs.stats.$get({ query }, { init: { signal } }));
}

function paramOf({ clientId, id }: Address) {
  return { id: String(clientId), addressId: String(id) };
}

/** Only if it is still at this version. */
function ifAt(version: number) {
  return { "if-match": `"${version}"` };
}
