import { t } from "../../i18n/language.ts";

/** Who asked: by name, where it is known, and as the log has it. */
export function Caller({ caller, name }: { caller: string | null; name: string | null }) {
  if (!caller) return <>{t.value.requests.anonymous}</>;
  if (name === caller) return <code>{caller}</code>;
  return (
    <>
      {name} <code class="soft">{caller}</code>
    </>
  );
}
