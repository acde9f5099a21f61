import type { Messages } from "../en.ts";

/** The words about a person's rights to their data (LGPD, art. 18) in Brazilian Portuguese. */
export const personalData: Messages["personalData"] = {
  title: "Dados pessoais",
  exportHelp:
    "Tudo o que está guardado deste cliente, com os endereços e o histórico, num arquivo que programas podem ler.",
  export: "Exportar dados (JSON)",
  eraseHelp: "Se o cliente pedir: apaga para sempre quem ele é e mantém o histórico.",
  erase: "Apagar dados pessoais",
  eraseTitle: "Apagar os dados pessoais de {name}?",
  eraseIntro: "É definitivo. Ninguém poderá trazer os dados de volta.",
  goes: "Será apagado",
  addresses: "Endereços",
  allAddresses: "todos",
  stays: "Continua guardado",
  staysHelp: "O número {id} na lista, como cliente inativo e sem nome, as datas e o histórico.",
  sure: "Conferi que este é o cliente certo e quero apagar os dados para sempre",
  changed: "Outra pessoa alterou este cliente enquanto isso. Ele está assim agora; confira de novo.",
  failed: "Os dados não foram apagados",
  erased: "Os dados pessoais foram apagados",
  erasedNotice: "Os dados pessoais deste cliente foram apagados em {time}. O número e o histórico continuam.",
  erasedName: "[dados apagados]",
};
