import type { ApiError, InputError } from "../http.ts";
import { t } from "./language.ts";

/** What went wrong in the reader's words; the API's own where we have none. */
export function describeFailure(failure: ApiError): string {
  const words: Record<string, string> = t.value.failures;
  return words[failure.code] ?? failure.message;
}

/** What is wrong with one field, in the reader's words. */
export function describeFieldError(error: InputError): string {
  const field = error.pointer.slice(1);
  const words: Record<string, string> = t.value.fieldErrors;
  if (field === "email" && error.code === "invalid_format") return t.value.fieldErrors.email;
  if (field === "postalCode" && error.code === "invalid_format") return t.value.addresses.postalCodeError;
  // What has no minimum but one character, and what is chosen, can only be missing.
  const isMissing = ["name", "street", "city"].includes(field)
    ? error.code === "too_small"
    : field === "state";
  if (isMissing) return t.value.fieldErrors.required;
  return words[error.code] ?? error.detail;
}
