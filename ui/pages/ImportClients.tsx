import { type ClientPreview, importClients } from "../api-import.ts";
import { Page } from "../components/Page.tsx";
import { formatDocument, formatPhone } from "../i18n/brazil.ts";
import { language, t } from "../i18n/language.ts";
import { createFileImport } from "../models/import-file.ts";
import { Stage } from "./import/Stage.tsx";
import type { ImportSubject } from "./import/subject.ts";

const model = createFileImport(importClients);

/** The API knows these, with or without accents and capitals. */
const TITLES = {
  name: ["nome", "name"],
  email: ["e-mail", "email"],
  phone: ["telefone", "phone", "celular", "fone"],
  document: ["cpf/cnpj", "document", "cpf", "cnpj", "documento"],
  status: ["situação", "status"],
} as const;

const EXAMPLES = {
  "pt-BR": { titles: ["nome", "e-mail", "telefone", "cpf/cnpj", "situação"], status: "ativo" },
  en: { titles: ["name", "email", "phone", "document", "status"], status: "active" },
};

/** Clients from a CSV file. */
export default function ImportClients() {
  return (
    <Page
      title={t.value.importClients.title}
      actions={
        <a class="button" href="/clients">
          {t.value.clients.back}
        </a>
      }
    >
      <Stage of={clients()} />
    </Page>
  );
}

function clients(): ImportSubject<ClientPreview> {
  const words = t.value.importClients;
  const { name, email, phone, document, status, statuses } = t.value.clients;
  const names: Record<string, string> = { name, email, phone, document, status };
  const { titles, status: active } = EXAMPLES[language.value];
  return {
    model,
    words,
    list: "/clients",
    columns: (Object.keys(TITLES) as (keyof typeof TITLES)[]).map((field, index) => ({
      title: titles[index]!,
      also: TITLES[field].filter((title) => title !== titles[index]),
      help: words.columnHelp[field],
    })),
    example: [
      ["Ana Souza", "ana@exemplo.com.br", "(11) 98765-4321", "529.982.247-25", active],
      ["Padaria São José Ltda.", "contato@exemplo.com.br", "(21) 3333-4444", "11.222.333/0001-81", active],
    ],
    preview: [
      { key: "name", title: name, cell: (client) => client.name },
      { key: "email", title: email, cell: (client) => client.email },
      { key: "phone", title: phone, cell: (client) => client.phone && formatPhone(client.phone) },
      {
        key: "document",
        title: document,
        cell: (client) => client.document && formatDocument(client.document),
      },
      { key: "status", title: status, cell: (client) => client.status && statuses[client.status] },
    ],
    nameOfField: (field) => names[field],
  };
}
