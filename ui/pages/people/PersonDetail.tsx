import { useEffect, useState } from "preact/hooks";
import { Badge } from "../../components/Badge.tsx";
import { useModel } from "../../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../../components/Notice.tsx";
import { Page } from "../../components/Page.tsx";
import { formatTime } from "../../i18n/format.ts";
import { fill, t } from "../../i18n/language.ts";
import { announce } from "../../models/announcer.ts";
import { createPersonDetail, isMe } from "../../models/people.ts";
import { DisableButton } from "./DisableButton.tsx";
import { describePersonFailure, Overtaken } from "./Overtaken.tsx";
import { PersonForm } from "./PersonForm.tsx";
import { PersonHistory } from "./PersonHistory.tsx";
import { PersonPassword } from "./PersonPassword.tsx";

/** One person: how they are, what an owner may change of them, and who did. */
export function PersonDetail({ id }: { id: string }) {
  const detail = useModel(() => createPersonDetail(id));
  const [outcome, setOutcome] = useState("");
  useEffect(() => {
    void detail.load();
    return () => {
      detail.read.stop();
      detail.audit.stop();
    };
  }, []);
  const words = t.value.people;
  const person = detail.read.data.value;
  const failure = detail.read.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  const refused = detail.direct.failure.value;
  function tell(text: string) {
    const told = fill(text, { name: detail.read.data.value?.name ?? "" });
    setOutcome(told);
    announce(told);
  }
  return (
    <Page
      title={person?.name ?? words.title}
      actions={
        <>
          {person && <DisableButton person={person} detail={detail} onDone={tell} />}
          <a class="button" href="/people">
            {words.back}
          </a>
        </>
      }
    >
      {missing && <EmptyNotice title={words.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load()} />}
      {!person && !failure && <Skeleton rows={6} />}
      {refused && (
        <FailureNotice failure={refused} title={words.stateFailed} reason={describePersonFailure(refused)} />
      )}
      {outcome && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {person && (
        <>
          <dl class="facts">
            <dt>{words.email}</dt>
            <dd>{person.email}</dd>
            <dt>{words.role}</dt>
            <dd>{t.value.session.roles[person.role]}</dd>
            <dt>{words.state}</dt>
            <dd>
              <Badge tone={person.disabledAt ? "plain" : "ok"}>
                {person.disabledAt
                  ? fill(words.since, { time: formatTime(person.disabledAt, "dateTime") })
                  : words.active}
              </Badge>
            </dd>
            <dt>{words.createdAt}</dt>
            <dd>{formatTime(person.createdAt, "dateTime")}</dd>
            <dt>{words.updatedAt}</dt>
            <dd>{formatTime(person.updatedAt, "dateTime")}</dd>
          </dl>
          {detail.overtaken.value && <Overtaken person={person} />}
          <PersonForm detail={detail} onSaved={() => tell(words.saved)} />
          {isMe(person) ? (
            <p class="account-section soft">
              {words.ownPassword} <a href="/profile">{t.value.session.profile}</a>
            </p>
          ) : (
            <PersonPassword detail={detail} onSaved={() => tell(words.passwordSaved)} />
          )}
          <PersonHistory audit={detail.audit} />
        </>
      )}
    </Page>
  );
}
