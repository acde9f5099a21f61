import type { ComponentChildren } from "preact";
import type { Product } from "../../api-catalog.ts";
import { useLater } from "../../components/hooks.ts";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { formatCount } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import type { ProductForm as Form } from "../../models/product-form.ts";
import { CoverRival } from "./CoverRival.tsx";
import { ProductConflict } from "./ProductConflict.tsx";
import { ProductFields } from "./ProductFields.tsx";

/** A product with its cover, new or stored. */
export function ProductForm(props: {
  form: Form;
  save: string;
  /** After each try: the product if all of it is stored, else null. */
  onSaved: (product: Product | null) => void;
  back: string;
  onCancel: () => void;
  /** What it is. */
  children: ComponentChildren;
}) {
  const { form, onSaved } = props;
  const fields = form.fields.value;
  const { element, hasWrong } = useWrongField(form, fields);
  const words = t.value.productForm;
  const failure = form.failure.value;
  const isAtField = failure?.errors.some(({ pointer }) => fields.some((field) => pointer === `/${field}`));
  const wrong = fields.filter((field) => form.errorOf(field)).length;
  const isSaving = form.isSaving.value;
  const later = useLater(() => import("./CoverPanel.tsx"));

  async function save() {
    if (!isSaving) onSaved(await form.save());
  }
  function cancel(event: Event) {
    if (isSaving) return event.preventDefault();
    props.onCancel();
  }
  return (
    <form
      class="product-form"
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="product-form-top">
        {failure && !isAtField && <FailureNotice failure={failure} title={words.failed} />}
        {failure && isAtField && hasWrong && (
          <p class="form-summary" role="alert">
            {words.failed}. {formatCount(wrong, t.value.clientForm.fix)} {t.value.clientForm.kept}
          </p>
        )}
        {props.children}
      </div>
      <ProductFields form={form} />
      <div class="cover-place">
        {later && <later.CoverPanel cover={form.cover} isSaving={isSaving} onRetry={() => void save()} />}
      </div>
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={isSaving}>
          {isSaving ? t.value.common.saving : props.save}
        </button>
        <a class="button" href={props.back} aria-disabled={isSaving} onClick={cancel}>
          {t.value.common.cancel}
        </a>
      </div>
      <ProductConflict form={form} onSaved={onSaved} />
      <CoverRival form={form} onSaved={onSaved} />
    </form>
  );
}
