import type { ComponentType } from "preact";
import { lazy } from "preact-iso";
import type { Right } from "../api-session.ts";
import type { Area } from "../i18n/areas.ts";
import { loadWords, t } from "../i18n/language.ts";
import { may } from "../models/session.ts";
import { EmptyNotice } from "./Notice.tsx";
import { Page } from "./Page.tsx";

type PageFile = { default: ComponentType };

/** A page that is loaded when it is opened, with the words that only it needs. */
export function page(load: () => Promise<PageFile>, ...words: Area[]): ComponentType {
  return lazy(async () => {
    const [file] = await Promise.all([load(), loadWords(...words)]);
    return file;
  });
}

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
