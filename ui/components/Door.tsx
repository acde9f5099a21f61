import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t } from "../i18n/language.ts";
import { isLoaded, nextPath } from "../models/next-path.ts";
import { askSession, session } from "../models/session.ts";
import { Mark } from "./Mark.tsx";
import { FailureNotice } from "./Notice.tsx";

/** Lets in who is signed in; to others it shows the sign-in page, and to nobody anything before that is known. */
export function Door({ signIn, children }: { signIn: ComponentChildren; children: ComponentChildren }) {
  const state = session.value;
  switch (state.at) {
    case "asking":
      return <Splash />;
    case "failed":
      return (
        <main class="door">
          <FailureNotice
            failure={state.failure}
            title={t.value.session.unknown}
            retry={() => void askSession()}
          />
        </main>
      );
    case "out":
      return <>{signIn}</>;
    case "in":
      return <>{children}</>;
  }
}

/** The sign-in page's address, for who is in already. */
export function GoOn() {
  const { query, route } = useLocation();
  useEffect(() => {
    const next = nextPath(query.next);
    if (isLoaded(next)) location.replace(next);
    else route(next, true);
  }, []);
  return <Splash />;
}

function Splash() {
  return (
    <div class="splash" role="status">
      <Mark />
      <span class="visually-hidden">{t.value.common.loading}</span>
    </div>
  );
}
