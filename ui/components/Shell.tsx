import type { ComponentChildren } from "preact";
import { t } from "../i18n/language.ts";
import { announcement } from "../models/announcer.ts";
import { Account } from "./Account.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Mark } from "./Mark.tsx";
import { Navigation } from "./Navigation.tsx";

/** What stands around every page: name, navigation, language, who is signed in, and what screen readers are told. */
export function Shell({ children }: { children: ComponentChildren }) {
  return (
    <div class="shell">
      <a class="skip" href="#content">
        {t.value.shell.skip}
      </a>
      <header class="shell-bar">
        <a class="brand" href="/" aria-label={t.value.shell.home}>
          <Mark />
          <span>Fachada</span>
        </a>
        <Navigation />
        <LanguageSwitch />
        <Account />
      </header>
      <main id="content" class="shell-content" tabIndex={-1}>
        {children}
      </main>
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
    </div>
  );
}
