import fc from "fast-check";
import type { Schema } from "../../workers/shared/openapi.ts";

const YEARS = { min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true };

/** Values that a JSON Schema allows, as far as our own document uses it. Throws for what it doesn't know. */
export function arbitraryOf(schema: Schema, components: Record<string, Schema>): fc.Arbitrary<unknown> {
  const of = (part: unknown) => arbitraryOf(part as Schema, components);
  if (typeof schema["$ref"] === "string") return of(components[schema["$ref"].split("/").at(-1)!]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  if ("const" in schema) return fc.constant(schema["const"]);
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices)) return fc.oneof(...choices.map(of));
  if (Array.isArray(schema["type"])) {
    return fc.oneof(...(schema["type"] as string[]).map((type) => of({ ...schema, type })));
  }
  const {
    minimum,
    maximum,
    minLength,
    maxLength,
    pattern,
    format,
    properties,
    required,
    minItems,
    maxItems,
  } = schema as {
    minItems?: number;
    maxItems?: number;
    minimum?: number;
    maximum?: number;
    minLength?: number;
    maxLength?: number;
    pattern?: string;
    format?: string;
    properties?: Record<string, Schema>;
    required?: string[];
  };
  switch (schema["type"]) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: minimum ?? -1000, max: Math.min(maximum ?? 1000, 2 ** 31 - 1) });
    case "number":
      return fc.double({ min: minimum ?? -1e6, max: maximum ?? 1e6, noNaN: true });
    case "string":
      if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
      if (format === "email") return fc.emailAddress();
      if (format === "date-time") return fc.date(YEARS).map((date) => date.toISOString());
      return fc.string({
        unit: "grapheme",
        minLength: minLength ?? 0,
        maxLength: Math.min(maxLength ?? 300, 300),
      });
    case "array":
      return fc.array(of(schema["items"]), { minLength: minItems ?? 0, maxLength: maxItems ?? 5 });
    case "object": {
      const values = Object.entries(properties ?? {}).map(
        ([name, property]) => [name, of(property)] as const,
      );
      return fc.record(Object.fromEntries(values), { requiredKeys: required ?? [] });
    }
    case undefined: // any JSON, where nothing else is said
      if (Object.keys(schema).every((key) => key === "description")) return fc.jsonValue();
      throw new Error(`no arbitrary for ${JSON.stringify(schema)}`);
    default:
      throw new Error(`no arbitrary for ${JSON.stringify(schema)}`);
  }
}
