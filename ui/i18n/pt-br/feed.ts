import type { Messages } from "../en.ts";

/** The words of what happened lately in Brazilian Portuguese. */
export const feed: Messages["feed"] = {
  title: "O que aconteceu",
  empty: "Ainda não aconteceu nada",
  sentences: {
    "purchase.fulfilled": "A venda {id} foi entregue",
    "purchase.unfulfilled": "A venda {id} espera estoque",
    "purchase.cancelled": "A venda {id} foi cancelada",
    "purchase.returned": "Algo da venda {id} voltou",
    "stock.low": {
      one: "O estoque de {title} está baixo: resta {n}",
      other: "O estoque de {title} está baixo: restam {n}",
    },
    "alert.fired": "Alerta: {name}",
    "alert.resolved": "Normalizado: {name}",
  },
  product: "produto {id}",
};
