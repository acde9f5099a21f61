import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { Icon } from "./Icon.tsx";

/**
 * A modal panel, or a small one in the middle for a question; Escape, its button and a click beside it close it, and
 * the focus goes back to where it was.
 */
export function Dialog(props: {
  title: string;
  intro?: string;
  isQuestion?: boolean;
  /** Only what stands in it closes it: neither Escape nor a click beside it. */
  stays?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    if (!props.stays) {
      shown?.addEventListener("click", (event) => event.target === shown && shown.close());
    }
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={props.isQuestion ? "dialog dialog-question" : "dialog"}
      aria-labelledby={id}
      aria-describedby={props.intro && `${id}-intro`}
      onCancel={(event) => props.stays && event.preventDefault()}
      onClose={() => (props.stays ? dialog.current?.showModal() : props.onClose())}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={id}>{props.title}</h2>
          {!props.stays && (
            <button
              type="button"
              class="button button-icon"
              aria-label={t.value.common.close}
              onClick={() => dialog.current?.close()}
            >
              <Icon name="cross" />
            </button>
          )}
        </div>
        {props.intro && <p id={`${id}-intro`}>{props.intro}</p>}
        {props.children}
      </div>
    </dialog>
  );
}
