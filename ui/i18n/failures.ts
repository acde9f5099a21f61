import type { ApiError, InputError } from "../http.ts";
import { formatCount } from "./format.ts";
import { fill, t } from "./language.ts";

/** What went wrong in the reader's words; the API's own where we have none. */
export function describeFailure(failure: ApiError): string {
  const words: Record<string, string> = t.value.failures;
  return words[failure.code] ?? failure.message;
}

/** Why somebody could not sign in. */
export function describeSignIn(failure: ApiError): string {
  const words = t.value.session;
  if (failure.code === "unauthenticated") return words.wrong;
  if (failure.code !== "too-many-requests") return describeFailure(failure);
  const seconds = failure.retryAfterSeconds;
  if (!seconds) return words.waitSome;
  const time =
    seconds < 60 ? formatCount(seconds, words.seconds) : formatCount(Math.ceil(seconds / 60), words.minutes);
  return fill(words.wait, { time });
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

/** What is wrong with a password, in the reader's words. */
export function describePasswordError(error: InputError): string {
  const words: Record<string, string> = t.value.profile.passwordErrors;
  return words[error.code] ?? error.detail;
}

/** What is wrong with a record of a file, in the reader's words. */
export function describeRecordError(
  error: InputError,
  duplicateOf: number | undefined,
  of: { words: { problems: Record<string, string> } },
): string {
  const own = of.words.problems[error.code];
  return own ? fill(own, { line: duplicateOf ?? "" }) : describeFieldError(error);
}

/** Why a file as a whole can't be imported, in the reader's words. */
export function describeRefusedFile(
  { errors }: ApiError,
  of: { words: { refusals: Record<string, string> }; nameOfField: (field: string) => string | undefined },
): string | undefined {
  const words = of.words.refusals;
  const reasons = errors.map(({ pointer, code, detail }) =>
    fill(words[code] ?? detail, { field: of.nameOfField(pointer.slice(1)) ?? "" }),
  );
  return reasons.length > 0 ? reasons.join(" ") : undefined;
}
