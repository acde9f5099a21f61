/** The words of what happened lately in English. */
export const feed = {
  title: "What happened",
  empty: "Nothing has happened yet",
  sentences: {
    "purchase.fulfilled": "Sale {id} was fulfilled",
    "purchase.unfulfilled": "Sale {id} waits for stock",
    "purchase.cancelled": "Sale {id} was cancelled",
    "purchase.returned": "Something of sale {id} came back",
    "stock.low": { one: "Stock of {title} is low: {n} left", other: "Stock of {title} is low: {n} left" },
    "alert.fired": "Alert: {name}",
    "alert.resolved": "Over again: {name}",
  },
  product: "product {id}",
};
