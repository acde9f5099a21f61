import { useEffect, useRef } from "preact/hooks";
import { FailureNotice } from "../../components/Notice.tsx";
import { describeCoverFailure } from "../../i18n/failures-of-covers.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import type { CoverForm } from "../../models/cover.ts";
import { CoverButtons } from "./CoverButtons.tsx";
import { CoverDrop } from "./CoverDrop.tsx";
import { CoverProgress } from "./CoverProgress.tsx";
import { CoverShown } from "./CoverShown.tsx";
import { useDroppedFile } from "./useDroppedFile.ts";

/** The cover of the product in the form: which one it has, how to choose another, and what becomes of it. */
export function CoverPanel(props: { cover: CoverForm; isSaving: boolean; onRetry: () => void }) {
  const { cover, isSaving } = props;
  const panel = useRef<HTMLElement>(null);
  const words = t.value.productForm.cover;
  const choice = cover.choice.value;
  const failure = cover.failure.value;
  const refusal = cover.refusal.value;
  const hasPicture = choice.at === "chosen" || (choice.at === "kept" && cover.stored.value !== null);
  const isOver = useDroppedFile(take);
  const before = useRef(choice);

  function take(file: File) {
    if (!isSaving) void cover.choose(file);
  }
  useEffect(cover.getReady, []);
  useEffect(() => {
    if (before.current === choice) return;
    before.current = choice;
    if (choice.at === "chosen") announce(fill(words.ready, { name: choice.picture.name }));
    if (choice.at === "removed") announce(words.removedNote);
    // What had the focus may have gone with what was shown before.
    if (document.activeElement === document.body)
      panel.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [choice]);
  useEffect(() => {
    if (!failure) return;
    // On a phone the panel is far below what has the focus.
    panel.current?.scrollIntoView({ block: "nearest" });
    if (document.activeElement === document.body)
      panel.current?.querySelector<HTMLElement>(".notice button")?.focus();
  }, [failure]);

  return (
    <section class="cover-panel" ref={panel} aria-labelledby="cover-title">
      <h2 id="cover-title">
        {t.value.catalog.cover} <span class="field-optional">({t.value.common.optional})</span>
      </h2>
      {failure && (
        <FailureNotice
          failure={failure}
          title={words.failed}
          reason={`${describeCoverFailure(failure)} ${choice.at === "chosen" ? words.failedHelp : ""}`}
          retry={props.onRetry}
        />
      )}
      {refusal && (
        <FailureNotice failure={refusal} title={words.refused} reason={describeCoverFailure(refusal)} />
      )}
      {hasPicture ? (
        <CoverShown cover={cover} isOver={isOver} />
      ) : (
        <CoverDrop cover={cover} isOver={isOver} isSaving={isSaving} onFile={take} />
      )}
      {choice.at === "removed" && <p class="soft">{words.removedNote}</p>}
      {cover.progress.value === null ? (
        <CoverButtons cover={cover} hasPicture={hasPicture} isSaving={isSaving} onFile={take} />
      ) : (
        <CoverProgress share={cover.progress.value} onStop={cover.stop} />
      )}
    </section>
  );
}
