import { CITIES } from "./demo-addresses.ts";
import type { demoClients } from "./demo-clients.ts";
import { ONLINE, OWNER, STAFF, type Worker } from "./demo-ledger.ts";
import type { demoProducts } from "./demo-products.ts";
import type { Random } from "./random.ts";

/** Who delivers what. */
const SUPPLIERS = [
  ["Polysom", "record"],
  ["Rocinante", "record"],
  ["Três Selos", "record"],
  ["Companhia das Letras", "book"],
  ["Todavia", "book"],
] as const;

/** Whom and what the data of a task may name. */
interface Shop {
  products: ReturnType<typeof demoProducts>;
  clients: ReturnType<typeof demoClients>;
}

/** A kind of work that the shop has done by its queue. */
export interface Task {
  /** Who puts it into the queue. */
  by: Worker;
  steps: string[];
  /** Why its second step goes wrong, where it does. */
  error: string;
  data: (random: Random, shop: Shop, number: number) => object;
}

const order: Task = {
  by: ONLINE,
  steps: ["Separar", "Embalar", "Despachar"],
  error: "Acabou a fita de papel; chega mais à tarde.",
  data: (random, shop, pedido) => {
    const items = itemsOf(random, shop.products, random.integer(1, 3));
    return {
      tipo: "pedido",
      pedido,
      cliente: clientOf(random, shop),
      itens: items,
      frete: random.pick(["PAC", "PAC", "SEDEX", "Retirada"]),
      presente: random.next() < 0.2,
      total: totalOf(items),
    };
  },
};

const label: Task = {
  by: ONLINE,
  steps: ["Cotar o frete", "Gerar a etiqueta", "Imprimir"],
  error: "A impressora de etiquetas ficou sem papel.",
  data: (random, shop, pedido) => ({
    tipo: "etiqueta",
    pedido,
    servico: random.pick(["PAC", "SEDEX"]),
    destino: clientOf(random, shop),
    pesoGramas: random.integer(3, 40) * 50,
  }),
};

const invoice: Task = {
  by: ONLINE,
  steps: ["Conferir os dados", "Emitir a nota", "Enviar ao cliente"],
  error: "A SEFAZ não respondeu a tempo.",
  data: (random, shop, pedido) => {
    const items = itemsOf(random, shop.products, random.integer(1, 4));
    const cliente = clientOf(random, shop);
    return { tipo: "nota fiscal", numero: 8_000 + pedido, pedido, cliente, total: totalOf(items) };
  },
};

const returned: Task = {
  by: STAFF,
  steps: ["Receber", "Conferir", "Repor no estoque", "Reembolsar"],
  error: "Falta o encarte; o cliente vai mandar.",
  data: (random, shop, pedido) => {
    const [item] = itemsOf(random, ofKind(shop, "record"), 1);
    return {
      tipo: "devolução",
      pedido: pedido - random.integer(40, 90),
      cliente: clientOf(random, shop),
      item,
      motivo: random.pick([
        "Disco empenado",
        "Capa amassada no transporte",
        "Desistência",
        "Veio outro título",
      ]),
      reembolso: item!.preco,
    };
  },
};

const supply: Task = {
  by: OWNER,
  steps: ["Pedir cotação", "Fechar o preço", "Enviar o pedido"],
  error: "O fornecedor só confirma a tiragem amanhã.",
  data: (random, shop) => {
    const [fornecedor, kind] = random.pick(SUPPLIERS);
    const items = itemsOf(random, ofKind(shop, kind), random.integer(3, 6));
    return {
      tipo: "compra",
      fornecedor,
      itens: items.map(({ preco, ...item }) => ({
        ...item,
        quantidade: random.integer(1, 4) * 5,
        custo: Math.round(preco * 55) / 100,
      })),
      prazoDias: random.pick([7, 15, 30]),
    };
  },
};

/** A dozen, as they come one after the other. */
export const TASKS: readonly Task[] = [
  order,
  order,
  label,
  order,
  invoice,
  order,
  returned,
  order,
  label,
  order,
  supply,
  label,
];

function clientOf(random: Random, { clients }: Shop) {
  const [cidade, uf, start] = random.pick(CITIES);
  const cep = start + random.digits(8 - start.length);
  return { nome: random.pick(clients).name, cidade, uf, cep };
}

function ofKind({ products }: Shop, wanted: "record" | "book") {
  return products.filter(({ kind }) => kind === wanted);
}

function itemsOf(random: Random, products: Shop["products"], count: number) {
  return Array.from({ length: count }, () => {
    const { sku, title, priceCents } = random.pick(products);
    return { sku, titulo: title, quantidade: 1, preco: priceCents / 100 };
  });
}

function totalOf(items: { preco: number }[]): number {
  return Math.round(items.reduce((sum, { preco }) => sum + preco * 100, 0)) / 100;
}
