import type { Messages } from "../en.ts";

/** The words about one's own profile and about passwords in Brazilian Portuguese. */
export const profile: Messages["profile"] = {
  title: "Perfil",
  email: "E-mail",
  name: "Nome",
  role: "Papel",
  mayDo: "Você pode",
  nameTitle: "Seu nome",
  saveName: "Salvar nome",
  nameSaved: "Seu nome foi salvo",
  nameFailed: "Seu nome não foi salvo",
  passwordTitle: "Sua senha",
  passwordHelp: "Uma senha nova encerra suas sessões em todos os outros lugares.",
  current: "Senha atual",
  new: "Senha nova",
  repeated: "Senha nova, mais uma vez",
  rules: "Pelo menos 10 caracteres; nem seu e-mail, nem uma das que todo mundo tenta primeiro.",
  savePassword: "Trocar senha",
  passwordSaved: "Sua senha foi trocada",
  passwordFailed: "Sua senha não foi trocada",
  passwordErrors: {
    too_small: "Escreva pelo menos 10 caracteres.",
    too_big: "Escreva no máximo 200 caracteres.",
    common: "É uma das primeiras que qualquer um tentaria.",
    email: "A senha não pode ser o e-mail.",
    wrong: "Esta não é sua senha atual.",
    required: "Preencha este campo.",
    differs: "Não é igual à de cima.",
  },
  generate: "Gerar",
  generated: "Uma senha foi gerada: {password}",
};
