import type { Signal } from "@preact/signals";
import type { CreatedKey } from "../../api-accounts.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { fill, t } from "../../i18n/language.ts";

/** A key that was just made, this once: only who says that they have it closes it. */
export function MadeKey({ made, onClose }: { made: Signal<CreatedKey | null>; onClose: () => void }) {
  if (!made.value) return null;
  const { name, key } = made.value;
  const words = t.value.keys;
  return (
    <Dialog title={fill(words.madeTitle, { name })} isQuestion stays onClose={onClose}>
      <p class="key-warning">{words.made}</p>
      <div class="key-shown">
        <code>{key}</code>
        <CopyButton text={key} label={words.key} />
      </div>
      <div class="form-actions">
        <button type="button" class="button button-primary" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}
