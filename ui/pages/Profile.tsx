import { useEffect } from "preact/hooks";
import { FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { useModel } from "../components/hooks.ts";
import { t } from "../i18n/language.ts";
import { createProfile } from "../models/profile.ts";
import { createSending } from "../models/sending.ts";
import { me, signOut } from "../models/session.ts";
import { NameForm } from "./profile/NameForm.tsx";
import { PasswordForm } from "./profile/PasswordForm.tsx";

/** Who is signed in, what they may do, and what they may change of themselves. */
export default function Profile() {
  const profile = useModel(createProfile);
  const leaving = useModel(createSending);
  useEffect(() => {
    void profile.load();
    return profile.read.stop;
  }, []);
  const words = t.value.profile;
  const person = profile.read.data.value;
  const failure = profile.read.failure.value;
  return (
    <Page
      title={words.title}
      actions={
        <button
          type="button"
          class="button"
          aria-disabled={leaving.saving.value}
          onClick={() => void leaving.send(signOut)}
        >
          {t.value.session.signOut}
        </button>
      }
    >
      {leaving.failure.value && (
        <FailureNotice failure={leaving.failure.value} title={t.value.session.signOutFailed} />
      )}
      {failure && <FailureNotice failure={failure} retry={() => void profile.load()} />}
      {!person && !failure && <Skeleton rows={6} />}
      {person && (
        <>
          <Rights email={person.email} />
          <NameForm profile={profile} />
          <PasswordForm profile={profile} email={person.email} />
        </>
      )}
    </Page>
  );
}

function Rights({ email }: { email: string }) {
  const words = t.value.profile;
  const { roles, roleHelp, rights } = t.value.session;
  const who = me.value;
  return (
    <dl class="facts">
      <dt>{words.email}</dt>
      <dd>{email}</dd>
      <dt>{words.role}</dt>
      <dd>
        {who?.role && (
          <>
            <b>{roles[who.role]}</b> <span class="soft">{roleHelp[who.role]}</span>
          </>
        )}
      </dd>
      <dt>{words.mayDo}</dt>
      <dd>
        <ul role="list">
          {who?.rights.map((right) => (
            <li key={right}>{rights[right]}</li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}
