import type { Product } from "../../api-catalog.ts";
import { VersionsDialog } from "../../components/Versions.tsx";
import { t } from "../../i18n/language.ts";
import { labelOf } from "../../i18n/product-fields.ts";
import type { ProductForm } from "../../models/product-form.ts";

/** Two people changed one product. */
export function ProductConflict(props: { form: ProductForm; onSaved: (product: Product | null) => void }) {
  const { form, onSaved } = props;
  const conflict = form.conflict.value;
  if (!conflict) return null;
  const words = t.value.productForm;
  return (
    <VersionsDialog
      title={words.conflict}
      conflict={conflict}
      sending={form.direct}
      nameOf={(field) => labelOf(field)}
      show={(field, text) => (field === "active" ? (text ? words.yes : words.no) : text)}
      onChoose={form.choose}
      onSave={async () => onSaved(await form.saveChosen())}
      back={t.value.conflict.back}
      onLeave={form.leaveConflict}
    />
  );
}
