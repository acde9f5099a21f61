/** The words about who changed what in English. */
export const history = {
  title: "History",
  empty: "Nothing was changed yet",
  shown: { one: "{n} entry shown", other: "{n} entries shown" },
  setup: "Set-up",
  key: "{name} (key)",
  change: "{field}: {from} → {to}",
  between: "{from} → {to}",
  value: "{field}: {value}",
  client: {
    actions: {
      created: "Created by {by}",
      edited: "Changed by {by}",
      erased: "Personal data erased by {by}",
      "address-created": "Address added by {by}",
      "address-edited": "Address changed by {by}",
      "address-made-primary": "Primary address chosen by {by}",
      "address-deleted": "Address deleted by {by}",
    },
    primary: "Primary address",
    address: "address number {id}",
    erased: "With the personal data, the values of earlier changes were erased.",
  },
};
