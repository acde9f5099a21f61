import { readdirSync, readFileSync } from "node:fs";

/** What a process takes of the machine; null where the system doesn't tell as Linux does. */
export interface Usage {
  memoryMb: number | null;
  /** Since it began. */
  cpuMs: number | null;
}

const TICK_MS = 10;

/** The ids of the processes that this one started; none where the system doesn't tell. */
export function listChildren(): number[] {
  try {
    return readdirSync("/proc/self/task").flatMap((task) =>
      (readFileSync(`/proc/self/task/${task}/children`, "utf8").match(/\d+/g) ?? []).map(Number),
    );
  } catch {
    return [];
  }
}

export function usageOf(pids: number[]): Usage {
  if (pids.length === 0) return { memoryMb: null, cpuMs: null };
  const sum = (of: (pid: number) => number) => pids.reduce((total, pid) => total + of(pid), 0);
  return { memoryMb: sum(residentMb), cpuMs: sum(cpuMs) };
}

function residentMb(pid: number): number {
  const [, kb] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kb) / 1024;
}

function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, system] = stat.slice(stat.lastIndexOf(")")).split(" ").slice(12, 14); // utime and stime
  return (Number(user) + Number(system)) * TICK_MS;
}
