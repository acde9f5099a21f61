import type { AlertRuleRow } from "./alert-rule.ts";
import type { Figures } from "./stats.ts";

/** What is good again, as a share of the threshold: a figure that trembles around it is neither. */
const GOOD_BELOW = 0.9;

/** What a minute's figures say of a rule; `unknown` where there were too few requests. */
export type Verdict = "bad" | "between" | "good" | "unknown";

/** The figure that a rule is about, and what to say of it. */
export function judge(
  { kind, threshold, minRequests }: Pick<AlertRuleRow, "kind" | "threshold" | "minRequests">,
  { count, errors, p95 }: Pick<Figures, "count" | "errors" | "p95">,
): { value: number | null; verdict: Verdict } {
  if (kind === "silence") return { value: count, verdict: count === 0 ? "bad" : "good" };
  const value = kind === "p95" ? p95 : count === 0 ? null : errors / count;
  if (value === null || threshold === null || count < (minRequests ?? 1))
    return { value, verdict: "unknown" };
  if (value >= threshold) return { value, verdict: "bad" };
  return { value, verdict: value < threshold * GOOD_BELOW ? "good" : "between" };
}

/** How a rule stands: `streak` counts bad minutes while it is pending, and good ones while it is recovering. */
export type Standing = Pick<AlertRuleRow, "state" | "streak">;

/**
 * How a rule stands a minute later. It fires after `forMinutes` bad ones in a row and is over after `recoverMinutes` good
 * ones, so of `n` minutes it fires in at most `(n + recoverMinutes) / (forMinutes + recoverMinutes)`. What is unknown
 * changes nothing.
 */
export function advance(
  { state, streak }: Standing,
  verdict: Verdict,
  { forMinutes, recoverMinutes }: Pick<AlertRuleRow, "forMinutes" | "recoverMinutes">,
): Standing {
  if (verdict === "unknown") return { state, streak };
  if (state === "ok" || state === "pending") {
    if (verdict !== "bad") return { state: "ok", streak: 0 };
    return streak + 1 >= forMinutes
      ? { state: "firing", streak: 0 }
      : { state: "pending", streak: streak + 1 };
  }
  if (verdict !== "good") return { state: "firing", streak: 0 };
  return streak + 1 >= recoverMinutes
    ? { state: "ok", streak: 0 }
    : { state: "recovering", streak: streak + 1 };
}

export function isFiring({ state }: Standing): boolean {
  return state === "firing" || state === "recovering";
}

/** The same with a hole before it: nobody knows that it was so in a row. */
export function interrupted(standing: Standing): Standing {
  return { state: isFiring(standing) ? "firing" : "ok", streak: 0 };
}
