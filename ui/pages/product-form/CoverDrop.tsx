import { Icon } from "../../components/Icon.tsx";
import { fill, t } from "../../i18n/language.ts";
import type { CoverForm } from "../../models/cover.ts";
import { FileInput } from "./FileInput.tsx";

/** The place for a picture while there is none: a button, and where to drop one. */
export function CoverDrop(props: {
  cover: CoverForm;
  isOver: boolean;
  isSaving: boolean;
  onFile: (file: File) => void;
}) {
  const { cover, isOver } = props;
  const words = t.value.productForm.cover;
  const name = cover.reading.value;
  return (
    <label class={isOver ? "file-drop cover-drop is-over" : "file-drop cover-drop"}>
      <Icon name="picture" />
      <span class="file-drop-title">
        {name === null ? (
          <>
            <b>{words.choose}</b> <span class="cover-drop-how">{isOver ? words.dropNow : words.drop}</span>
          </>
        ) : (
          fill(words.reading, { name })
        )}
      </span>
      <span class="soft" id="cover-help">
        {words.help}
      </span>
      <FileInput
        label={words.choose}
        describedBy="cover-help"
        isSaving={props.isSaving}
        onFile={props.onFile}
      />
    </label>
  );
}
