import type { ImportPreview } from "../../api-import.ts";
import type { Column } from "../../components/DataTable.tsx";
import type { Messages } from "../../i18n/en.ts";
import type { FileImport } from "../../models/import-file.ts";

/** A column of a file: what it is called, what it may be called as well, and what stands in it. */
export interface ImportColumn {
  title: string;
  also: string[];
  help: string;
}

/** What is imported, for the steps of an import to speak of. */
export interface ImportSubject<Preview extends ImportPreview> {
  model: FileImport<Preview>;
  words: Omit<Messages["importClients"], "columnHelp" | "problems"> & { problems: Record<string, string> };
  /** Where what was imported is listed. */
  list: string;
  columns: ImportColumn[];
  /** Rows of an example file, in the order of its columns. */
  example: string[][];
  /** What the preview shows of a record; nothing where it says nothing. */
  preview: Column<Preview>[];
  nameOfField: (field: string) => string | undefined;
}
