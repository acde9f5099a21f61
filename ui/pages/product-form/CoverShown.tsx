import { formatBytes, formatNumber } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import type { CoverForm } from "../../models/cover.ts";

/** The picture that the product has, or is to get. */
export function CoverShown({ cover, isOver }: { cover: CoverForm; isOver: boolean }) {
  const words = t.value.productForm.cover;
  const choice = cover.choice.value;
  const stored = cover.stored.value;
  const name = cover.reading.value;
  const picture = choice.at === "chosen" ? choice.picture : null;
  const size = picture ? { ...picture, bytes: picture.cover.size } : stored;
  return (
    <figure class={isOver ? "cover-shown is-over" : "cover-shown"}>
      <img src={picture?.preview ?? stored?.thumbnailUrl} alt={picture ? words.chosen : words.current} />
      <figcaption>
        {name !== null && <p>{fill(words.reading, { name })}</p>}
        {picture && <p class="cover-name">{picture.name}</p>}
        {size && <p class="soft">{fill(words.facts, describe(size))}</p>}
        {picture?.madeFrom && <p class="soft">{fill(words.smaller, describe(picture.madeFrom))}</p>}
        {picture && <p class="soft">{words.chosenNote}</p>}
      </figcaption>
    </figure>
  );
}

function describe({ width, height, bytes }: { width: number; height: number; bytes: number }) {
  return { width: formatNumber(width), height: formatNumber(height), size: formatBytes(bytes) };
}
