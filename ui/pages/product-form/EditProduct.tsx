import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Product } from "../../api-catalog.ts";
import { useModel } from "../../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { Page } from "../../components/Page.tsx";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import type { ProductForm as Form } from "../../models/product-form.ts";
import { closeForm, closeUntouched, leftForm, openForm } from "../../models/product-forms.ts";
import { createProductDetail } from "../../models/products.ts";
import { ProductForm } from "./ProductForm.tsx";

/** The form of a stored product: as it was left, or as the product is now. */
export function EditProduct({ id }: { id: string }) {
  const detail = useModel(createProductDetail);
  const [form, setForm] = useState(() => leftForm(id));
  const product = form?.read.value ?? detail.data.value;
  const failure = detail.failure.value;
  const words = t.value.productForm;
  useEffect(() => {
    if (!form) void detail.load(id);
    return detail.stop;
  }, []);
  useEffect(() => {
    if (!form && product && !product.archivedAt) setForm(openForm(product));
  }, [product]);
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  return (
    <Page
      title={product ? fill(words.editTitle, { title: product.title }) : fill(words.editTitle, { title: id })}
    >
      {missing && <EmptyNotice title={t.value.failures["not-found"]} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load(id)} />}
      {!product && !failure && <Skeleton rows={6} />}
      {product && !form && product.archivedAt && (
        <EmptyNotice title={words.archived} help={words.archivedHelp}>
          <a class="button" href={`/catalog/${product.id}`}>
            {words.toProduct}
          </a>
        </EmptyNotice>
      )}
      {form && product && <Opened form={form} product={product} />}
    </Page>
  );
}

function Opened({ form, product: { id, version } }: { form: Form; product: Product }) {
  const { route } = useLocation();
  const isHere = useRef(true);
  const firstVersion = useModel(() => version);
  const words = t.value.productForm;
  useEffect(
    () => () => {
      isHere.current = false;
      closeUntouched(form);
    },
    [],
  );
  function leave(saved: Product | null) {
    if (!saved) return;
    closeForm(form);
    if (isHere.current) route(`/catalog/${id}`);
    const text = saved.version === firstVersion ? words.unchanged : words.saved;
    announce(fill(text, { title: saved.title }));
  }
  return (
    <ProductForm
      form={form}
      save={words.save}
      onSaved={leave}
      back={`/catalog/${id}`}
      onCancel={() => closeForm(form)}
    >
      <p class="soft">
        {t.value.catalog.kind}: {t.value.catalog.kindNames[form.kind.value]}
      </p>
    </ProductForm>
  );
}
