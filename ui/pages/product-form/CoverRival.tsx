import type { Product } from "../../api-catalog.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { t } from "../../i18n/language.ts";
import type { Side } from "../../models/differences.ts";
import type { ProductForm } from "../../models/product-form.ts";

/** Two people changed one cover: both pictures, and which one stays. */
export function CoverRival(props: { form: ProductForm; onSaved: (product: Product | null) => void }) {
  const { form, onSaved } = props;
  const { rival, choice, leaveRival } = form.cover;
  const words = t.value.productForm.cover;
  if (!rival.value) return null;
  const mine = choice.value.at === "chosen" ? choice.value.picture.preview : undefined;
  const settle = (side: Side) => void form.settleCover(side).then(onSaved);
  return (
    <Dialog title={words.rivalTitle} intro={words.rivalHelp} isQuestion onClose={leaveRival}>
      <div class="cover-rivals">
        <Picture title={words.mine} src={mine} />
        <Picture title={words.theirs} src={rival.value.cover?.thumbnailUrl} />
      </div>
      <div class="form-actions">
        <button type="button" class="button button-primary" onClick={() => settle("mine")}>
          {words.takeMine}
        </button>
        <button type="button" class="button" onClick={() => settle("theirs")}>
          {words.takeTheirs}
        </button>
      </div>
    </Dialog>
  );
}

function Picture({ title, src }: { title: string; src: string | undefined }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {src ? <img src={src} alt={title} /> : <p class="soft">{t.value.productForm.cover.none}</p>}
    </figure>
  );
}
