import type { AreaMessages } from "./en.ts";
import type { Language } from "./language.ts";

export type Area = keyof AreaMessages;

type Loaders = { [A in Area]: Record<Language, () => Promise<Pick<AreaMessages, A>>> };

/** The words that only some pages need: where they are, in each language. */
export const AREAS: Loaders = {
  salesOverview: {
    en: () => import("./en/sales-overview.ts"),
    "pt-BR": () => import("./pt-br/sales-overview.ts"),
  },
  analysis: {
    en: () => import("./en/analysis.ts"),
    "pt-BR": () => import("./pt-br/analysis.ts"),
  },
  catalog: {
    en: () => import("./en/catalog.ts"),
    "pt-BR": () => import("./pt-br/catalog.ts"),
  },
  productForm: {
    en: () => import("./en/product-form.ts"),
    "pt-BR": () => import("./pt-br/product-form.ts"),
  },
  importClients: {
    en: () => import("./en/import-clients.ts"),
    "pt-BR": () => import("./pt-br/import-clients.ts"),
  },
  importProducts: {
    en: () => import("./en/import-products.ts"),
    "pt-BR": () => import("./pt-br/import-products.ts"),
  },
  people: {
    en: () => import("./en/people.ts"),
    "pt-BR": () => import("./pt-br/people.ts"),
  },
  keys: {
    en: () => import("./en/keys.ts"),
    "pt-BR": () => import("./pt-br/keys.ts"),
  },
  till: {
    en: () => import("./en/till.ts"),
    "pt-BR": () => import("./pt-br/till.ts"),
  },
  sales: {
    en: () => import("./en/sales.ts"),
    "pt-BR": () => import("./pt-br/sales.ts"),
  },
  stock: {
    en: () => import("./en/stock.ts"),
    "pt-BR": () => import("./pt-br/stock.ts"),
  },
  feed: {
    en: () => import("./en/feed.ts"),
    "pt-BR": () => import("./pt-br/feed.ts"),
  },
  webhooks: {
    en: () => import("./en/webhooks.ts"),
    "pt-BR": () => import("./pt-br/webhooks.ts"),
  },
  workflows: {
    en: () => import("./en/workflows.ts"),
    "pt-BR": () => import("./pt-br/workflows.ts"),
  },
  workflow: {
    en: () => import("./en/workflow.ts"),
    "pt-BR": () => import("./pt-br/workflow.ts"),
  },
  workflowForm: {
    en: () => import("./en/workflow-form.ts"),
    "pt-BR": () => import("./pt-br/workflow-form.ts"),
  },
  alerts: {
    en: () => import("./en/alerts.ts"),
    "pt-BR": () => import("./pt-br/alerts.ts"),
  },
  trace: {
    en: () => import("./en/trace.ts"),
    "pt-BR": () => import("./pt-br/trace.ts"),
  },
};
