import type { ComponentChildren } from "preact";

/** A group of filters that folds away. */
export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="facet" open>
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  );
}
