import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { ownEmail } from "../models/session.ts";
import { SignInForm } from "./SignInForm.tsx";

/** The question for the password, over a page that waits as it is. Only signing in closes it. */
export function SessionEnded() {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const words = t.value.session;
  /** Also after a browser closed it, which some do at the second Escape. */
  function show() {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLInputElement>("[name=password]")?.focus();
  }
  useLayoutEffect(() => {
    const opener = document.activeElement;
    show();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog dialog-question"
      aria-labelledby={id}
      aria-describedby={`${id}-help`}
      onCancel={(event) => event.preventDefault()}
      onClose={show}
    >
      <div class="dialog-body">
        <h2 id={id}>{words.endedTitle}</h2>
        <p id={`${id}-help`}>{words.endedHelp}</p>
        <SignInForm email={ownEmail.value} submit={words.goOn}>
          <a class="somebody-else" href="/sign-in" target="_top">
            {words.somebodyElse}
          </a>
        </SignInForm>
      </div>
    </dialog>
  );
}
