import type { LogStats } from "../api.ts";

export type Deploy = LogStats["deploys"][number];

/** Deploys so close together that they share a mark. */
export interface DeployMark {
  /** Where on the axis of time, from 0 to 1. */
  at: number;
  deploys: Deploy[];
}

const CLOSE = 0.055;

/** The deploys of a period as marks on its axis. */
export function toMarks({ deploys, from, to }: LogStats): DeployMark[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const marks: DeployMark[] = [];
  for (const deploy of deploys) {
    const at = Math.min(1, Math.max(0, (Date.parse(deploy.at) - start) / (end - start)));
    const last = marks.at(-1);
    if (last && at - last.at < CLOSE) last.deploys.push(deploy);
    else marks.push({ at, deploys: [deploy] });
  }
  return marks;
}

/** The deploys during a bucket. */
export function deploysIn({ deploys, buckets, bucketSeconds }: LogStats, index: number): Deploy[] {
  const start = Date.parse(buckets[index]?.start ?? "");
  return deploys.filter(({ at }) => {
    const since = Date.parse(at) - start;
    return since >= 0 && since < bucketSeconds * 1000;
  });
}
