import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t } from "../i18n/language.ts";
import { EmptyNotice } from "./Notice.tsx";
import { Page } from "./Page.tsx";

/** A page that can't be shown or whose files can't be loaded leaves the navigation usable. */
export function CrashGuard({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary((crash) => console.error(crash));
  const { shell } = t.value;
  const { path } = useLocation();
  if (!error) return children;
  return (
    <Page title={shell.crashed} key={path}>
      <EmptyNotice title={shell.crashedHelp}>
        <button type="button" class="button" onClick={() => location.reload()}>
          {shell.reload}
        </button>
      </EmptyNotice>
    </Page>
  );
}
