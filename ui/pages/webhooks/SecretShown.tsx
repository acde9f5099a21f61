import type { Signal } from "@preact/signals";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { ShownSecret } from "../../models/webhooks.ts";

/** A webhook's new secret, this once: only who says that they have it closes it. */
export function SecretShown({ shown, onClose }: { shown: Signal<ShownSecret | null>; onClose: () => void }) {
  if (!shown.value) return null;
  const { url, secret } = shown.value;
  const words = t.value.webhooks;
  return (
    <Dialog title={fill(words.secretTitle, { url })} isQuestion stays onClose={onClose}>
      <p class="key-warning">{words.secretHelp}</p>
      <div class="key-shown">
        <code>{secret}</code>
        <CopyButton text={secret} label={words.secret} />
      </div>
      <div class="form-actions">
        <button type="button" class="button button-primary" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}
