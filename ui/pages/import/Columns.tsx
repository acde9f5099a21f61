import { type Column, DataTable } from "../../components/DataTable.tsx";
import { DownloadLink } from "../../components/DownloadLink.tsx";
import { toCsv } from "../../csv.ts";
import { language, t } from "../../i18n/language.ts";

/** The API knows these, with or without accents and capitals. */
const TITLES = {
  name: ["nome", "name"],
  email: ["e-mail", "email"],
  phone: ["telefone", "phone", "celular", "fone"],
  document: ["cpf/cnpj", "document", "cpf", "cnpj", "documento"],
  status: ["situação", "status"],
} as const;

type Field = keyof typeof TITLES;

const FIELDS = Object.keys(TITLES) as Field[];

/** Each language's spreadsheets write their own separator. */
const EXAMPLES = {
  "pt-BR": {
    separator: ";",
    titles: ["nome", "e-mail", "telefone", "cpf/cnpj", "situação"],
    status: "ativo",
  },
  en: { separator: ",", titles: ["name", "email", "phone", "document", "status"], status: "active" },
};

/** What the columns of a file may be called and hold, and a file to begin with. */
export function Columns() {
  const words = t.value.importClients;
  const { separator, titles, status } = EXAMPLES[language.value];
  const columns: Column<Field>[] = [
    { key: "column", title: words.column, cell: (field) => <code>{titles[FIELDS.indexOf(field)]}</code> },
    { key: "content", title: words.content, cell: (field) => words.columnHelp[field] },
    {
      key: "also",
      title: words.alsoCalled,
      cell: (field) => TITLES[field].filter((title) => !titles.includes(title)).join(", "),
    },
  ];
  const example = toCsv(
    [
      titles,
      ["Ana Souza", "ana@exemplo.com.br", "(11) 98765-4321", "529.982.247-25", status],
      ["Padaria São José Ltda.", "contato@exemplo.com.br", "(21) 3333-4444", "11.222.333/0001-81", status],
    ],
    separator,
  );
  return (
    <section class="import-columns">
      <h2>{words.columns}</h2>
      <p>{words.columnsHelp}</p>
      <DataTable
        class="import-table column-table"
        caption={words.columnsCaption}
        columns={columns}
        rows={FIELDS}
        rowKey={(field) => field}
      />
      <p>
        <DownloadLink name={words.templateName} type="text/csv" text={example}>
          {words.template}
        </DownloadLink>
      </p>
    </section>
  );
}
