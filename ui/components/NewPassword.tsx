import { useState } from "preact/hooks";
import { describePasswordError } from "../i18n/failures.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { generatePassword } from "../models/new-password.ts";
import type { InputError } from "../http.ts";
import { CopyButton } from "./CopyButton.tsx";
import { PasswordField } from "./Field.tsx";

/** A password for somebody else: thought up or generated, to be copied and handed over. */
export function NewPassword(props: {
  label: string;
  help: string;
  value: string;
  error: InputError | undefined;
  onText: (text: string) => void;
}) {
  const [generation, setGeneration] = useState(0);
  const words = t.value.profile;
  function generate() {
    const password = generatePassword();
    props.onText(password);
    setGeneration(generation + 1);
    announce(fill(words.generated, { password }));
  }
  return (
    <PasswordField
      key={generation}
      name="password"
      label={props.label}
      hint={`${props.help} ${words.rules}`}
      autocomplete="new-password"
      initiallyShown={generation > 0}
      value={props.value}
      error={props.error && describePasswordError(props.error)}
      onText={props.onText}
    >
      <div class="password-tools">
        <button type="button" class="button button-small" onClick={generate}>
          {words.generate}
        </button>
        {props.value !== "" && <CopyButton text={props.value} label={props.label} />}
      </div>
    </PasswordField>
  );
}
