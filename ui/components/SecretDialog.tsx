import { CopyButton } from "./CopyButton.tsx";
import { Dialog } from "./Dialog.tsx";

/** Shows a secret that was just made, this once: only who says that they have it closes it. */
export function SecretDialog({
  title,
  secret,
  words,
  onClose,
}: {
  title: string;
  secret: string;
  words: { warning: string; label: string; done: string };
  onClose: () => void;
}) {
  return (
    <Dialog title={title} isQuestion stays onClose={onClose}>
      <p class="key-warning">{words.warning}</p>
      <div class="key-shown">
        <code>{secret}</code>
        <CopyButton text={secret} label={words.label} />
      </div>
      <div class="form-actions">
        <button type="button" class="button button-primary" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}
