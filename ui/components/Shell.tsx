import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { t } from "../i18n/language.ts";
import { announcement } from "../models/announcer.ts";
import { Account } from "./Account.tsx";
import { Icon } from "./Icon.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { allowedEntries, isCurrent } from "./entries.ts";
import { Mark } from "./Mark.tsx";

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

function Navigation() {
  const { path } = useLocation();
  return (
    <nav class="nav" aria-label={t.value.shell.navigation}>
      <ul role="list">
        {allowedEntries().map((page) => (
          <li key={page.path} class={page.isRare ? "nav-rare" : undefined}>
            <a href={page.path} aria-current={isCurrent(page.path, path) ? "page" : undefined}>
              <Icon name={page.name} />
              <span>{t.value.nav[page.name]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
