import { useEffect } from "preact/hooks";
import { formatPercent } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";

const TOLD_STEPS = 4;

/** How far the upload is, told to all, and the way to stop it. */
export function CoverProgress({ share, onStop }: { share: number; onStop: () => void }) {
  const words = t.value.productForm.cover;
  const text = share < 1 ? fill(words.sending, { percent: tell(share) }) : words.finishing;
  const step = Math.floor(share * TOLD_STEPS);
  useEffect(() => announce(step === 0 ? words.uploading : text), [step]);
  return (
    <div class="cover-progress">
      <progress aria-label={words.uploading} max={1} value={share} />
      <p>{text}</p>
      <button type="button" class="button" onClick={onStop}>
        {words.stop}
      </button>
    </div>
  );
}

function tell(share: number): string {
  return formatPercent(Math.round(share * 100) / 100);
}
