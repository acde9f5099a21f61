import { useEffect } from "preact/hooks";
import { Field, TextField } from "../../components/Field.tsx";
import { useModel } from "../../components/hooks.ts";
import { describeProductError, hintOf, labelOf } from "../../i18n/product-fields.ts";
import { t } from "../../i18n/language.ts";
import type { ProductForm } from "../../models/product-form.ts";
import { isRequired, type ProductField } from "../../models/product-texts.ts";
import { parseReais, typeReais } from "../../models/reais.ts";
import { createSuggestions } from "../../models/suggestions.ts";

const LONGEST = {
  title: 200,
  artist: 200,
  author: 200,
  brand: 100,
  genre: 60,
  year: 4,
  label: 100,
  format: 40,
  publisher: 100,
  pages: 7,
  isbn: 50,
  description: 2000,
  priceCents: 20,
  sku: 64,
  ean: 50,
  stock: 7,
  active: 4,
} satisfies Record<ProductField, number>;

/** The fields that the kind of a product has. */
export function ProductFields({ form }: { form: ProductForm }) {
  return (
    <div class="product-fields">
      {form.fields.value.map((name) => (
        <ProductInput key={name} form={form} name={name} />
      ))}
    </div>
  );
}

function ProductInput({ form, name }: { form: ProductForm; name: ProductField }) {
  const text = form.draft.value[name];
  const error = form.errorOf(name);
  const field = {
    name,
    label: labelOf(name),
    hint: hintOf(name, text),
    error: error && describeProductError(name, error),
    required: isRequired(name),
    value: text,
    maxLength: LONGEST[name],
    autocomplete: "off",
    readOnly: form.isSaving.value,
    onText: (typed: string) => form.type(name, typed),
    onBlur: () => form.leave(name),
  } as const;
  const code = { spellcheck: false, autocapitalize: "off" } as const;
  switch (name) {
    case "active":
      return <ActiveBox form={form} />;
    case "description":
      return <TextField {...field} rows={5} />;
    case "artist":
    case "author":
    case "genre":
      return <Suggested facet={name} field={field} />;
    case "priceCents":
      return <Field {...field} inputMode="decimal" onBlur={() => leavePrice(form)} />;
    case "year":
    case "pages":
    case "stock":
      return <Field {...field} inputMode="numeric" />;
    case "ean":
      return <Field {...field} {...code} inputMode="numeric" />;
    case "isbn":
    case "sku":
      return <Field {...field} {...code} />;
    default:
      return <Field {...field} />;
  }
}

/** A field in which other products' values are suggested as it is typed. */
function Suggested({
  facet,
  field,
}: {
  facet: "artist" | "author" | "genre";
  field: Parameters<typeof Field>[0];
}) {
  const suggestions = useModel(() => createSuggestions(facet));
  useEffect(() => suggestions.stop, []);
  return (
    <Field
      {...field}
      suggestions={suggestions.values.value}
      onFocus={() => suggestions.ask(field.value)}
      onText={(text) => {
        field.onText(text);
        suggestions.ask(text);
      }}
    />
  );
}

function ActiveBox({ form }: { form: ProductForm }) {
  return (
    <div class="field product-active">
      <label>
        <input
          type="checkbox"
          name="active"
          aria-describedby="active-hint"
          checked={form.draft.value.active !== ""}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            if (form.isSaving.value) event.currentTarget.checked = !checked;
            else form.type("active", checked ? "true" : "");
          }}
        />
        {labelOf("active")}
      </label>
      <p class="field-hint" id="active-hint">
        {t.value.productForm.hints.active}
      </p>
    </div>
  );
}

function leavePrice(form: ProductForm): void {
  const cents = parseReais(form.draft.value.priceCents);
  if (cents !== null) form.type("priceCents", typeReais(cents));
  form.leave("priceCents");
}
