import type { Signal } from "@preact/signals";
import type { CreatedKey } from "../../api-accounts.ts";
import { SecretDialog } from "../../components/SecretDialog.tsx";
import { fill, t } from "../../i18n/language.ts";

/** A key that was just made, if one was. */
export function MadeKey({ made, onClose }: { made: Signal<CreatedKey | null>; onClose: () => void }) {
  if (!made.value) return null;
  const { name, key } = made.value;
  const { madeTitle, made: warning, key: label, done } = t.value.keys;
  const words = { warning, label, done };
  return <SecretDialog title={fill(madeTitle, { name })} secret={key} words={words} onClose={onClose} />;
}
