import { useState } from "preact/hooks";
import { t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";

const SHOWN_MS = 2000;

/** Copies a text and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const { common } = t.value;
  async function copy() {
    await navigator.clipboard.writeText(text);
    announce(common.copied);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }
  return (
    <button
      type="button"
      class="button button-small"
      aria-label={label ? `${common.copy}: ${label}` : undefined}
      onClick={() => void copy().catch(() => announce(text))}
    >
      {copied ? common.copied : common.copy}
    </button>
  );
}
