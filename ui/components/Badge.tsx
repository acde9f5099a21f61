import { Icon } from "./Icon.tsx";

export type Tone = "ok" | "warn" | "error" | "plain";

/** A short word with a colour; the word alone says it all. */
export function Badge({ tone, children }: { tone: Tone; children: string | number }) {
  return (
    <span class={`badge badge-${tone}`}>
      {tone === "error" && <Icon name="warning" />}
      {tone === "ok" && <Icon name="check" />}
      {children}
    </span>
  );
}

/** An HTTP status, coloured by its class. */
export function StatusCode({ status }: { status: number }) {
  const tone = status >= 500 ? "error" : status >= 400 ? "warn" : "plain";
  return <span class={`status status-${tone}`}>{status}</span>;
}
