import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/language.ts";

/**
 * Takes a file that is dropped anywhere on the page, where the browser would leave the page for it, or pasted. Answers
 * whether one is held over the page.
 */
export function useDroppedFile(take: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const page = new AbortController();
    const { signal } = page;
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      setOver(false);
      if (!file) return;
      event.preventDefault();
      latest.current(file);
    };
    const paste = ({ target, clipboardData }: ClipboardEvent) => {
      const file = clipboardData?.files[0];
      // Spreadsheets put a picture of the copied cells beside their text.
      const isText = target instanceof Element && target.matches("input, textarea");
      if (!file || (isText && clipboardData.types.includes("text/plain"))) return;
      latest.current(new File([file], t.value.productForm.cover.pasted, { type: file.type }));
    };
    addEventListener("dragenter", hold, { signal });
    addEventListener("dragover", hold, { signal });
    addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && setOver(false), {
      signal,
    });
    addEventListener("drop", drop, { signal });
    addEventListener("paste", paste, { signal });
    return () => page.abort();
  }, []);
  return isOver;
}
