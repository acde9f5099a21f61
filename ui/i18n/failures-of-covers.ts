import type { ApiError } from "../http.ts";
import { describeFailure } from "./failures.ts";
import { t } from "./language.ts";

/** Why a picture can't be a cover, or wasn't stored, in the reader's words. */
export function describeCoverFailure(failure: ApiError): string {
  const words: Record<string, string> = t.value.productForm.cover.failures;
  return words[failure.code] ?? describeFailure(failure);
}
