import { useEffect, useRef } from "preact/hooks";
import type { Person } from "../../api-accounts.ts";
import type { ApiError } from "../../http.ts";
import { describeFailure } from "../../i18n/failures.ts";
import { fill, t } from "../../i18n/language.ts";

/** What somebody else made of the person meanwhile. It takes the focus. */
export function Overtaken({ person }: { person: Person }) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [person]);
  const words = t.value.people;
  const now = {
    name: person.name,
    role: t.value.session.roles[person.role],
    state: person.disabledAt ? words.disabled : words.active,
  };
  return (
    <div class="address-conflict account-section" role="alert" tabIndex={-1} ref={notice}>
      <h2>{words.overtakenTitle}</h2>
      <p>{fill(words.overtaken, now)}</p>
    </div>
  );
}

/** The one conflict of an edit is that there must be an owner. */
export function describePersonFailure(failure: ApiError): string {
  return failure.code === "conflict" ? t.value.people.lastOwner : describeFailure(failure);
}
