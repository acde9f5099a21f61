import type { ComponentType } from "preact";
import type { Right } from "../api-session.ts";
import { t } from "../i18n/language.ts";
import { may } from "../models/session.ts";
import { EmptyNotice } from "./Notice.tsx";
import { Page } from "./Page.tsx";

/** A page for those who have a right; to others it says so. */
export function needs(right: Right, Content: ComponentType): ComponentType {
  return function Guarded() {
    const words = t.value.session;
    if (may(right)) return <Content />;
    return (
      <Page title={words.notAllowed}>
        <EmptyNotice title={words.notAllowedHelp}>
          <a class="button" href="/">
            {t.value.notFound.home}
          </a>
        </EmptyNotice>
      </Page>
    );
  };
}
