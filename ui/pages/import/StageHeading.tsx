import { useEffect, useRef } from "preact/hooks";

/** The heading of a step, which takes the focus when the step begins: what was focused before is gone. */
export function StageHeading({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h2 ref={heading} tabIndex={-1} class="stage-heading">
      {children}
    </h2>
  );
}
