import { Icon } from "../../components/Icon.tsx";
import { t } from "../../i18n/language.ts";
import type { CoverForm } from "../../models/cover.ts";
import { FileInput } from "./FileInput.tsx";

/** What can be done about the cover. */
export function CoverButtons(props: {
  cover: CoverForm;
  hasPicture: boolean;
  isSaving: boolean;
  onFile: (file: File) => void;
}) {
  const { cover, hasPicture, isSaving, onFile } = props;
  const words = t.value.productForm.cover;
  const { at } = cover.choice.value;
  const canKeep = at !== "kept" && cover.stored.value !== null;
  return (
    <div class="cover-buttons">
      {hasPicture && (
        <label class="button button-file">
          <Icon name="picture" />
          <span>{words.replace}</span>
          <FileInput label={words.replace} isSaving={isSaving} onFile={onFile} />
        </label>
      )}
      <label class="button button-file cover-camera">
        <Icon name="camera" />
        <span>{words.camera}</span>
        <FileInput label={words.camera} capture="environment" isSaving={isSaving} onFile={onFile} />
      </label>
      {at === "kept" && hasPicture && (
        <button
          type="button"
          class="button"
          aria-disabled={isSaving}
          onClick={() => !isSaving && cover.remove()}
        >
          {words.remove}
        </button>
      )}
      {(at === "chosen" || canKeep) && (
        <button
          type="button"
          class="button"
          aria-disabled={isSaving}
          onClick={() => !isSaving && cover.keep()}
        >
          {canKeep ? words.undo : words.discard}
        </button>
      )}
    </div>
  );
}
