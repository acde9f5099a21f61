import { useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { t } from "../i18n/language.ts";
import { me, signOut } from "../models/session.ts";
import { createSending } from "../models/sending.ts";
import { useModel } from "./hooks.ts";
import { Icon } from "./Icon.tsx";
import { FailureNotice } from "./Notice.tsx";

/** Who is signed in, and the way out. */
export function Account() {
  const { path } = useLocation();
  const menu = useRef<HTMLDivElement>(null);
  const leaving = useModel(createSending);
  const words = t.value.session;
  const who = me.value;
  if (!who) return null;
  const close = () => menu.current?.hidePopover();
  const failure = leaving.failure.value;
  return (
    <div class="account">
      <button type="button" class="account-open" popovertarget="account-menu">
        <Icon name="clients" />
        <span class="account-who">
          <span class="visually-hidden">{words.account}: </span>
          <b>{who.name}</b>
          <span class="account-role">{who.role && words.roles[who.role]}</span>
        </span>
      </button>
      <div id="account-menu" class="account-menu" popover="auto" ref={menu}>
        <p class="account-name">
          <b>{who.name}</b>
          <span class="account-role">{who.role && words.roles[who.role]}</span>
        </p>
        {failure && <FailureNotice failure={failure} title={words.signOutFailed} />}
        <a
          class="account-item"
          href="/profile"
          aria-current={path === "/profile" ? "page" : undefined}
          onClick={close}
        >
          {words.profile}
        </a>
        <button
          type="button"
          class="account-item"
          aria-disabled={leaving.saving.value}
          onClick={() => void leaving.send(signOut)}
        >
          {words.signOut}
        </button>
      </div>
    </div>
  );
}
