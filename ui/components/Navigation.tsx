import { useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t } from "../i18n/language.ts";
import { allowedEntries, isCurrent, rareEntries } from "./entries.ts";
import { Icon } from "./Icon.tsx";

/** The pages. On phones a bar of the most used, and a menu of the rest. */
export function Navigation() {
  const { path } = useLocation();
  const menu = useRef<HTMLDivElement>(null);
  const words = t.value.nav;
  const rare = rareEntries();
  const link = (page: (typeof rare)[number]) => (
    <a
      href={page.path}
      aria-current={isCurrent(page.path, path) ? "page" : undefined}
      onClick={() => menu.current?.hidePopover()}
    >
      <Icon name={page.name} />
      <span>{words[page.name]}</span>
    </a>
  );
  return (
    <nav class="nav" aria-label={t.value.shell.navigation}>
      <ul role="list">
        {allowedEntries().map((page) => (
          <li key={page.path} class={rare.includes(page) ? "nav-rare" : undefined}>
            {link(page)}
          </li>
        ))}
        {rare.length > 0 && (
          <li class="nav-more">
            <button
              type="button"
              popovertarget="nav-menu"
              class={rare.some((page) => isCurrent(page.path, path)) ? "is-current" : undefined}
            >
              <Icon name="more" />
              <span>{words.more}</span>
            </button>
          </li>
        )}
      </ul>
      <div id="nav-menu" class="nav-menu" popover="auto" ref={menu}>
        <ul role="list">
          {rare.map((page) => (
            <li key={page.path}>{link(page)}</li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
