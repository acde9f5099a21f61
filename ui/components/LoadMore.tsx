import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/language.ts";
import type { PagedList } from "../models/paged-list.ts";

/** How much of a list is shown, and the way to more of it. The focus stays here when there is no more. */
export function LoadMore({
  list,
  shown,
}: {
  list: Pick<PagedList<never, unknown>, "hasMore" | "busy" | "more">;
  shown: string;
}) {
  const end = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  const hasMore = list.hasMore.value;
  useEffect(() => {
    if (!hasMore && pressed.current) end.current?.focus();
    pressed.current = false;
  }, [hasMore]);
  function load() {
    pressed.current = true;
    void list.more();
  }
  const { common } = t.value;
  return (
    <div class="load-more">
      <p ref={end} tabIndex={-1} class="soft">
        {shown}
        {!hasMore && ` · ${common.end}`}
      </p>
      {hasMore && (
        <button type="button" class="button" aria-disabled={list.busy.value !== null} onClick={load}>
          {list.busy.value === "more" ? common.loading : common.loadMore}
        </button>
      )}
    </div>
  );
}
