import type { analysis } from "./en/analysis.ts";
import type { catalog } from "./en/catalog.ts";
import type { productForm } from "./en/product-form.ts";
import type { importClients } from "./en/import-clients.ts";
import type { importProducts } from "./en/import-products.ts";
import type { people } from "./en/people.ts";
import type { keys } from "./en/keys.ts";
import type { till } from "./en/till.ts";
import type { sales } from "./en/sales.ts";
import type { stock } from "./en/stock.ts";
import type { salesOverview } from "./en/sales-overview.ts";
import type { feed } from "./en/feed.ts";
import type { alerts } from "./en/alerts.ts";
import type { trace } from "./en/trace.ts";
import type { webhooks } from "./en/webhooks.ts";
import type { workflow } from "./en/workflow.ts";
import type { workflowForm } from "./en/workflow-form.ts";
import type { workflows } from "./en/workflows.ts";
import { addresses } from "./en/addresses.ts";
import { personalData } from "./en/personal-data.ts";
import { history } from "./en/history.ts";
import { session } from "./en/session.ts";
import { profile } from "./en/profile.ts";

/** The words of the dashboard in English that every page needs. Its shape is every language's: a missing key is a type error. */
export const en = {
  shell: {
    skip: "Skip to the content",
    navigation: "Main",
    home: "Fachada, overview",
    language: "Language",
    languageFailed: "The language could not be loaded. Try again.",
    crashed: "This page failed to open",
    crashedHelp: "Reload it; if it happens again, a new version may have been put online.",
    reload: "Reload",
  },
  nav: {
    overview: "Overview",
    till: "Till",
    purchases: "Sales",
    stock: "Stock",
    workflows: "Workflows",
    more: "More",
    clients: "Clients",
    catalog: "Catalogue",
    requests: "Requests",
    alerts: "Alerts",
    services: "Services",
    people: "People",
    keys: "Keys",
    webhooks: "Webhooks",
  },
  common: {
    retry: "Try again",
    refresh: "Refresh",
    requestId: "Request id",
    copy: "Copy",
    copied: "Copied",
    close: "Close",
    cancel: "Cancel",
    none: "not given",
    loading: "Loading…",
    loadMore: "Load more",
    end: "That is all of them",
    sortBy: "Sort by",
    ascending: "ascending",
    descending: "descending",
    updatedAt: "Updated at {time}",
    stale: "Could not refresh; these are the figures of {time}.",
    clear: "Clear",
    optional: "optional",
    saving: "Saving…",
    newTab: "opens in a new tab",
  },
  finder: { found: { one: "{n} found", other: "{n} found" } },
  overview: {
    title: "Overview",
    api: "The API",
    period: "Period of the API's figures",
    periods: {
      "15m": "15 min",
      "1h": "1 h",
      "6h": "6 h",
      "24h": "24 h",
      "7d": "7 d",
      "30d": "30 d",
    },
  },
  clients: {
    title: "Clients",
    add: "New client",
    import: "Import",
    search: "Search by name",
    searchHint: "The start of any word of the name",
    caption: "Clients",
    name: "Name",
    email: "E-mail",
    phone: "Phone",
    document: "CPF or CNPJ",
    status: "Status",
    createdAt: "Created",
    updatedAt: "Changed",
    statuses: { active: "Active", inactive: "Inactive" },
    shown: { one: "{n} client shown", other: "{n} clients shown" },
    more: "there are more",
    empty: "No clients yet",
    emptyHelp: "The first one takes a name and nothing else.",
    noMatch: "No client matches “{search}”",
    noMatchHelp: "Search finds the start of each word of a name; accents don't matter.",
    clearSearch: "Clear the search",
    detail: "Client {id}",
    back: "All clients",
    missing: "There is no such client",
    version: "Version",
    exportCsv: "Export",
  },
  newClient: {
    title: "New client",
    save: "Save client",
    failed: "The client was not saved",
  },
  clientForm: {
    phoneHint: "With area code; for other countries start with +",
    documentHint: "11 digits for a person, 14 characters for a firm",
    saved: "{name} was saved",
    kept: "What you typed is still here.",
    fix: { one: "Correct the marked field.", other: "Correct the {n} marked fields." },
  },
  editClient: {
    edit: "Edit",
    save: "Save changes",
    failed: "The changes were not saved",
    unchanged: "Nothing was changed",
    deactivate: "Deactivate",
    activate: "Activate",
    deactivated: "{name} is inactive now",
    activated: "{name} is active again",
    confirmTitle: "Deactivate {name}?",
    confirmHelp: "An inactive client stays in the list with all its data, and can be activated again.",
    statusFailed: "The status was not changed",
  },
  conflict: {
    title: "Somebody else changed this client",
    help: "It was saved on {time}, after you opened it. Choose what to keep of each field that differs; until you save, nothing changes.",
    again: "It was changed once more. This is how it is now; what you chose is kept where it still fits.",
    byBoth: "Changed by both",
    byYou: "Changed by you",
    byThem: "Changed by them",
    yours: "Yours",
    theirs: "Theirs",
    before: "Before:",
    save: "Save the chosen",
    back: "Go on editing",
    failed: "The chosen values were not saved",
  },
  session,
  profile,
  history,
  addresses,
  personalData,
  fieldErrors: {
    required: "Fill this in.",
    type: "This value can't be used here.",
    too_small: "This is too short.",
    too_big: "This is too long.",
    characters: "This holds characters that can't be stored.",
    invalid_format: "This is not in the right format.",
    email: "Write an e-mail address, such as ana@example.com.",
    phone: "Write 10 or 11 digits with area code, or + and the country's code.",
    document: "The check digits of this CPF or CNPJ don't match.",
    empty: "Nothing was changed.",
    taken: "Another client has this number.",
  },
  requests: {
    title: "Requests",
    exports: { csv: "Export CSV", ndjson: "Export NDJSON" },
    caption: "Request log, newest first",
    filters: "Filters",
    activeFilters: { one: "{n} active", other: "{n} active" },
    clearFilters: "Clear filters",
    any: "Any",
    service: "Service",
    method: "Method",
    status: "Status",
    path: "Path contains",
    minDuration: "Min. duration, ms",
    requestId: "Request id",
    period: "Period",
    periods: {
      "": "Any time",
      "15m": "Last 15 min",
      "1h": "Last hour",
      "6h": "Last 6 hours",
      "24h": "Last 24 hours",
      "7d": "Last 7 days",
      "30d": "Last 30 days",
      custom: "From – to",
    },
    from: "From",
    to: "To",
    classes: "Classes",
    codes: "Codes",
    classNames: { "2xx": "2xx success", "3xx": "3xx redirect", "4xx": "4xx refused", "5xx": "5xx failed" },
    time: "Time",
    route: "Route",
    duration: "Duration",
    live: "Live",
    pause: "Pause",
    resume: "Resume",
    pausedByUser: "Paused",
    pausedByScroll: "Paused while you read",
    pausedByMore: "Paused: older pages are open",
    shown: { one: "{n} request shown", other: "{n} requests shown" },
    empty: "No requests yet",
    emptyHelp: "Every call of the API appears here within seconds.",
    noMatch: "No request matches these filters",
    details: "Details of the request",
    open: "{method} {path}, status {status}: details",
    where: "Where the time went",
    trace: "Where the time went, part by part",
    gatewayPart: "Gateway",
    servicePart: "Service",
    databasePart: "Database",
    rowsRead: "Rows read",
    colo: "Data centre",
    country: "Country",
    caller: "Caller",
    anonymous: "anonymous",
    fullPath: "Path",
    entryId: "Entry",
    sameTrace: "All requests with this id",
  },
  services: {
    title: "Services",
    docs: "API documentation",
    caption: "Services and their stores",
    service: "Service",
    state: "State",
    version: "Version",
    took: "Answered in",
    checks: "Checks",
    ok: "Working",
    failing: "Failing",
    allOk: "All services are working",
    someFailing: { one: "{n} service is failing", other: "{n} services are failing" },
    unreachable: "Could not be reached: {reason}",
    noChecks: "Depends on nothing else",
    checked: "Checked at {time}",
  },
  notFound: {
    title: "There is no such page",
    help: "The address {path} leads nowhere in this shop front.",
    home: "Go to the overview",
  },
  failure: { title: "This could not be loaded" },
  failures: {
    network: "The server can't be reached. Check the connection, or whether Fachada is running.",
    offline: "This device is offline. It will work again once there is a connection.",
    timeout: "The server took too long to answer.",
    unreadable: "The server's answer could not be read.",
    "invalid-parameter": "A filter or a value in the address is not valid.",
    unauthenticated: "You are not signed in.",
    forbidden: "Your role doesn't allow this. An owner can give you another one.",
    "too-many-requests": "Too many requests. Wait a moment, then try again.",
    "not-found": "It does not exist, or no longer does.",
    conflict: "It is in conflict with what is stored.",
    "precondition-failed": "Somebody else changed it meanwhile. Look at how it is now, then change it again.",
    "precondition-required":
      "The request didn't say which version it changes. Reload the page and try again.",
    "idempotency-mismatch": "This was sent before with other values. Reload the page and send it again.",
    "body-too-large": "That is more than can be stored.",
    "invalid-body": "Some of the values can't be stored.",
    internal: "Something went wrong on the server. The request id helps to find out what.",
    "service-failed": "A service behind the gateway failed. Its state is shown under Services.",
    "service-timed-out": "A service behind the gateway took too long. Its state is shown under Services.",
  },
};

type Widened<T> = { [K in keyof T]: T[K] extends string ? string : Widened<T[K]> };

/** What every page needs, and what only some do, which is loaded with them: `areas.ts`. */
export type CoreMessages = Widened<typeof en>;

export interface AreaMessages {
  salesOverview: Widened<typeof salesOverview>;
  analysis: Widened<typeof analysis>;
  catalog: Widened<typeof catalog>;
  productForm: Widened<typeof productForm>;
  importClients: Widened<typeof importClients>;
  importProducts: Widened<typeof importProducts>;
  people: Widened<typeof people>;
  keys: Widened<typeof keys>;
  till: Widened<typeof till>;
  sales: Widened<typeof sales>;
  stock: Widened<typeof stock>;
  feed: Widened<typeof feed>;
  webhooks: Widened<typeof webhooks>;
  workflows: Widened<typeof workflows>;
  workflow: Widened<typeof workflow>;
  workflowForm: Widened<typeof workflowForm>;
  alerts: Widened<typeof alerts>;
  trace: Widened<typeof trace>;
}

export type Messages = CoreMessages & AreaMessages;
