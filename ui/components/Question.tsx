import { t } from "../i18n/language.ts";
import { Dialog } from "./Dialog.tsx";

/** Asks before something is done that somebody may not have meant. `yes` is its name on the button. */
export function Question(props: {
  title: string;
  intro: string;
  yes: string;
  /** Whether it may take something away. */
  isDanger?: boolean;
  onYes: () => void;
  onClose: () => void;
}) {
  const { isDanger = true } = props;
  return (
    <Dialog title={props.title} intro={props.intro} isQuestion onClose={props.onClose}>
      <div class="form-actions">
        <button
          type="button"
          class={`button ${isDanger ? "button-danger" : "button-primary"}`}
          onClick={props.onYes}
        >
          {props.yes}
        </button>
        <button type="button" class="button" onClick={props.onClose}>
          {t.value.common.cancel}
        </button>
      </div>
    </Dialog>
  );
}
