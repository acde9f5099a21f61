import { useLocation } from "preact-iso";
import { EmptyNotice } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { fill, t } from "../i18n/language.ts";

/** For every address that is none of ours. */
export function NotFound() {
  const { path } = useLocation();
  const words = t.value.notFound;
  return (
    <Page title={words.title}>
      <EmptyNotice title={fill(words.help, { path })}>
        <a class="button" href="/">
          {words.home}
        </a>
      </EmptyNotice>
    </Page>
  );
}
