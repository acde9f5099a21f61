import type { ComponentChildren } from "preact";

/** A figure with its name before it and a note below, in a list of them. */
export function Tile(props: {
  name: string;
  value: string;
  unit?: string;
  note: ComponentChildren;
  alarming?: boolean;
}) {
  return (
    <div class={`tile ${props.alarming ? "is-alarming" : ""}`}>
      <dt>{props.name}</dt>
      <dd>
        <span class="tile-value">{props.value}</span>
        {props.unit && <span class="tile-unit"> {props.unit}</span>}
        <span class="tile-note">{props.note}</span>
      </dd>
    </div>
  );
}
