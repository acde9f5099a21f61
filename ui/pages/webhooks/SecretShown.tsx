import type { Signal } from "@preact/signals";
import { SecretDialog } from "../../components/SecretDialog.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { ShownSecret } from "../../models/webhooks.ts";

/** A webhook's new secret, if there is one to be shown. */
export function SecretShown({ shown, onClose }: { shown: Signal<ShownSecret | null>; onClose: () => void }) {
  if (!shown.value) return null;
  const { url, secret } = shown.value;
  const { secretTitle, secretHelp: warning, secret: label, done } = t.value.webhooks;
  const words = { warning, label, done };
  return <SecretDialog title={fill(secretTitle, { url })} secret={secret} words={words} onClose={onClose} />;
}
