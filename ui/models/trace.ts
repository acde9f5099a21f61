import { getTrace, type Trace, type TraceQuery } from "../api-traces.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";

const EVERY_MS = 3000;

/** For so long more of a request may come: the log takes seconds, and queues a while. */
const YOUNG_MS = 2 * 60_000;

/** Where the time of one request went. */
export function createTrace(query: TraceQuery) {
  const read = createResource<void, Trace>((_, signal) => getTrace(query, signal));
  const openedAt = Date.now();
  const isYoung = () => Date.now() - Date.parse(read.data.value?.startedAt ?? "") < YOUNG_MS;
  const isNew = () => Date.now() - openedAt < YOUNG_MS;
  const isMissing = () => read.failure.value?.code === "not-found";
  const isNoId = () => read.failure.value?.code === "invalid-parameter";
  return {
    ...read,
    isMissing,
    isNoId,
    retry: () => read.load(),
    /** Whether more of it may come. */
    isOpen: isYoung,
    /** Whether it is still looked for. */
    isSought: () => isMissing() && isNew(),
    /** Reads it, and again and again as long as more may come. Answers how to stop. */
    follow(): () => void {
      void read.load();
      const end = poll(
        () => read.load(),
        EVERY_MS,
        () => (read.data.value ? isYoung() : isNew() && !isNoId()),
      );
      return () => {
        end();
        read.stop();
      };
    },
  };
}
