/** What we use of Papa Parse; `@types/papaparse` would bring Node's globals into the workers. */
declare module "papaparse" {
  interface Step {
    data: string[];
    errors: { type: "Quotes" | "Delimiter" | "FieldMismatch"; code: string; message: string }[];
    /** Where the next row begins. */
    meta: { cursor: number };
  }
  const Papa: {
    /** Reads a text to its end, or until `abort`, and hands over row by row. */
    parse(
      text: string,
      options: {
        delimiter: string;
        newline: string;
        step: (step: Step, parser: { abort: () => void }) => void;
      },
    ): void;
    /** Reads a whole text at once. */
    parse<Row>(text: string, options: { delimiter: string; newline: string }): { data: Row[] };
  };
  export default Papa;
}
