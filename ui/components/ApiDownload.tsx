import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { useRef } from "preact/hooks";
import { confirmSession } from "../api-accounts.ts";

/**
 * A link to a file of the API's. It asks first whether the session still holds: otherwise the sign-in page would be
 * saved as the file.
 */
export function ApiDownload(props: { href: string; download: string; children: ComponentChildren }) {
  const isConfirmed = useRef(false);
  async function confirm(event: TargetedMouseEvent<HTMLAnchorElement>) {
    const link = event.currentTarget;
    if (isConfirmed.current) {
      isConfirmed.current = false;
      return;
    }
    event.preventDefault();
    // What else fails, the browser says of the download itself.
    await confirmSession().catch(() => {});
    isConfirmed.current = true;
    link.click();
  }
  return (
    <a class="button" href={props.href} download={props.download} onClick={(event) => void confirm(event)}>
      {props.children}
    </a>
  );
}
