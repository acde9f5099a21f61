import type { Messages } from "../en.ts";

/** The words about who changed what in Brazilian Portuguese. */
export const history: Messages["history"] = {
  title: "Histórico",
  empty: "Nada foi alterado ainda",
  shown: { one: "{n} registro exibido", other: "{n} registros exibidos" },
  setup: "Instalação",
  key: "{name} (chave)",
  change: "{field}: {from} → {to}",
  between: "{from} → {to}",
  value: "{field}: {value}",
  client: {
    actions: {
      created: "Cadastrado por {by}",
      edited: "Alterado por {by}",
      erased: "Dados pessoais apagados por {by}",
      "address-created": "Endereço adicionado por {by}",
      "address-edited": "Endereço alterado por {by}",
      "address-made-primary": "Endereço principal escolhido por {by}",
      "address-deleted": "Endereço excluído por {by}",
    },
    primary: "Endereço principal",
    address: "endereço número {id}",
    erased: "Com os dados pessoais, foram apagados os valores das alterações anteriores.",
  },
};
