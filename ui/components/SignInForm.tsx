import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { describeSignIn } from "../i18n/failures.ts";
import { t } from "../i18n/language.ts";
import { signIn } from "../models/session.ts";
import { createSending } from "../models/sending.ts";
import { Field, PasswordField } from "./Field.tsx";
import { useModel } from "./hooks.ts";
import { Icon } from "./Icon.tsx";

/**
 * The e-mail and the password, and why they didn't do. What counts is what stands in the fields: a password manager
 * may fill them without telling.
 */
export function SignInForm(props: {
  /** Whose password is asked for, if that is settled. */
  email: string | null;
  submit: string;
  children?: ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  const sending = useModel(createSending);
  const [email, setEmail] = useState(props.email ?? "");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<"email" | "password" | null>(null);
  const words = t.value.session;
  const failure = sending.failure.value;
  const focus = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();

  useEffect(() => focus(props.email === null ? "email" : "password"), []);
  useEffect(() => {
    if (failure) focus("password");
  }, [failure]);

  async function submit(event: Event) {
    event.preventDefault();
    const given = new FormData(form.current!);
    const typed = { email: String(given.get("email")).trim(), password: String(given.get("password")) };
    const lacking = typed.email === "" ? "email" : typed.password === "" ? "password" : null;
    setMissing(lacking);
    sending.failure.value = null;
    if (lacking) return focus(lacking);
    await sending.send(() => signIn(typed));
  }
  return (
    <form class="form sign-in-form" ref={form} noValidate onSubmit={(event) => void submit(event)}>
      {failure && (
        <p class="sign-in-failure" role="alert">
          <Icon name="warning" />
          <span>
            <b>{words.failed}.</b> {describeSignIn(failure)}
          </span>
        </p>
      )}
      <Field
        name="email"
        inputMode="email"
        autocapitalize="none"
        label={words.email}
        required
        readOnly={props.email !== null}
        autocomplete="username"
        spellcheck={false}
        maxLength={254}
        value={email}
        error={missing === "email" ? words.missing.email : undefined}
        onText={setEmail}
      />
      <PasswordField
        name="password"
        label={words.password}
        autocomplete="current-password"
        value={password}
        error={missing === "password" ? words.missing.password : undefined}
        onText={setPassword}
      />
      <button type="submit" class="button button-primary" aria-disabled={sending.saving.value}>
        {sending.saving.value ? words.signingIn : props.submit}
      </button>
      {props.children}
    </form>
  );
}
