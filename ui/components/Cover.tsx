import { useState } from "preact/hooks";
import type { Product } from "../api-catalog.ts";
import { Drawing } from "./cover/Drawing.tsx";

/**
 * The picture of a product, or a drawing in its place. It stands beside the title, so screen readers skip it; in its
 * square, it has its own proportions before it is loaded.
 */
export function Cover(props: {
  kind: Product["kind"];
  title: string;
  /** Who made it, for the drawing. */
  by: string | null;
  cover: Pick<NonNullable<Product["cover"]>, "url" | "thumbnailUrl" | "width" | "height"> | null;
  size: "grid" | "table" | "page";
}) {
  const { kind, title, by, cover, size } = props;
  const [broken, setBroken] = useState<string | null>(null);
  const url = size === "page" ? cover?.url : cover?.thumbnailUrl;
  return (
    <span class={`cover cover-${size}`}>
      {cover && url && url !== broken ? (
        <img
          class={cover.width >= cover.height ? "cover-wide" : "cover-tall"}
          src={url}
          width={cover.width}
          height={cover.height}
          loading={size === "page" ? "eager" : "lazy"}
          decoding="async"
          alt=""
          onError={() => setBroken(url)}
        />
      ) : (
        <Drawing kind={kind} title={title} by={by} small={size === "table"} />
      )}
    </span>
  );
}
