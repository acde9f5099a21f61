import { useEffect, useRef } from "preact/hooks";
import type { ApiError } from "../http.ts";

/** A form whose first field that the API objects to takes the focus; its ref, and whether there is such a field. */
export function useWrongField<Field extends string>(
  form: { failure: { value: ApiError | null }; errorOf: (field: Field) => unknown },
  fields: readonly Field[],
) {
  const element = useRef<HTMLFormElement>(null);
  const wrong = fields.find((field) => form.errorOf(field));
  const failure = form.failure.value;
  useEffect(() => {
    if (wrong) element.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  }, [failure]);
  return { element, hasWrong: wrong !== undefined };
}
