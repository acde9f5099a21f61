import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Kind, Product } from "../../api-catalog.ts";
import { Choice } from "../../components/Choice.tsx";
import { useAddress, useModel } from "../../components/hooks.ts";
import { Page } from "../../components/Page.tsx";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { closeForm, keepAsStored, newProductForm } from "../../models/product-forms.ts";
import { KINDS } from "../../models/product-texts.ts";
import { ProductForm } from "./ProductForm.tsx";

/** The form of a new product; `?kind=` says what it is. */
export function NewProduct() {
  const form = useModel(() => newProductForm.value);
  const { query, setQuery } = useAddress();
  const { route } = useLocation();
  const isHere = useRef(true);
  const words = t.value.productForm;
  useEffect(() => {
    const wanted = KINDS.find((kind) => kind === query["kind"]);
    if (wanted) form.kind.value = wanted;
    return () => (isHere.current = false);
  }, []);

  function choose(kind: Kind) {
    if (form.isSaving.value) return;
    form.kind.value = kind;
    setQuery({ kind }, { replace: true });
  }
  /** Without its cover it is there all the same: from now on that one is edited. */
  function goOn(product: Product | null) {
    const id = form.read.value?.id;
    if (id === undefined) return;
    if (product) closeForm(form);
    else keepAsStored(form);
    if (isHere.current) route(product ? `/catalog/${id}` : `/catalog/${id}/edit`, !product);
    if (product) announce(fill(words.saved, { title: product.title }));
  }
  return (
    <Page title={words.newTitle}>
      <ProductForm
        form={form}
        save={words.create}
        onSaved={goOn}
        back="/catalog"
        onCancel={() => closeForm(form)}
      >
        <Choice
          legend={t.value.catalog.kind}
          name="kind"
          options={KINDS.map((value) => ({ value, label: t.value.catalog.kindNames[value] }))}
          value={form.kind.value}
          onChoose={choose}
        />
      </ProductForm>
    </Page>
  );
}
