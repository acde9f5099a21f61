import { version } from "../../package.json";
import type { Attempt } from "./attempt.ts";

const TIMEOUT_MS = 10_000;
const EXCERPT_BYTES = 500;

/** Sends a message to a webhook's receiver. Never throws; follows no redirect, and reads no more than the answer's beginning. */
export async function postWebhook(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Attempt> {
  const start = Date.now();
  const took = () => Date.now() - start;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": `Fachada/${version}`, ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = await readBeginning(response);
    return { fault: faultOf(response), status: response.status, answer, durationMs: took() };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    return { fault: isTimeout ? "timeout" : "unreachable", status: null, answer: null, durationMs: took() };
  }
}

function faultOf({ ok, status }: Response): Attempt["fault"] {
  if (ok) return null;
  if (status === 410) return "gone";
  return status >= 300 && status < 400 ? "redirect" : "status";
}

/** What it says, as far as somebody wants to read who looks for a mistake; null if it says nothing. */
async function readBeginning(response: Response): Promise<string | null> {
  if (!response.body) return null;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < EXCERPT_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // The status has come, and that says how it went.
  }
  return text.slice(0, EXCERPT_BYTES).replaceAll("\0", "") || null;
}
