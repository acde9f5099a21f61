import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

let isFirstPage = true;

/** A page's title in the browser, which makes the next page one that was navigated to. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Fachada`;
  }, [title]);
  useLayoutEffect(() => {
    isFirstPage = false;
  }, []);
}

/** A page: its heading, which takes the focus after a navigation, its title in the browser, what can be done there. */
export function Page(props: { title: string; actions?: ComponentChildren; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
  }, []);
  useTitle(props.title);
  return (
    <>
      <div class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.actions && <div class="page-actions">{props.actions}</div>}
      </div>
      {props.children}
    </>
  );
}
