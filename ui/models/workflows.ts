import { computed, signal } from "@preact/signals";
import { type ListedWorkflow, listWorkflows, readQueueStats, type StepProgress } from "../api-workflows.ts";
import { createPagedList } from "./paged-list.ts";
import { poll } from "./polling.ts";
import type { Pause } from "./requests.ts";
import { createResource } from "./resource.ts";

const PAGE_SIZE = "25";
const LIST_MS = 2500;
const FIGURES_MS = 5000;

/** So many pages are kept up to date; with more open, the reader asks for it. */
const MOST_LIVE_PAGES = 4;

export type Place = ListedWorkflow["place"];

export const PLACES: readonly Place[] = ["waiting", "leased", "dead", "consumed"];

/** How many hours back the queue can be looked at. */
export const HOURS = ["6", "24", "72", "168"] as const;

export type Hours = (typeof HOURS)[number];

/** Workflows, newest first, refreshing themselves: all rows that are shown, so that none moves away from its reader. */
export function createWorkflowList() {
  const list = createPagedList<Place | null, ListedWorkflow>((place, cursor, signal) =>
    listWorkflows({ limit: PAGE_SIZE, ...(place && { place }), ...(cursor && { cursor }) }, signal),
  );
  const stoppedByUser = signal(false);
  const pause = computed<Pause>(() => {
    if (stoppedByUser.value) return "user";
    return list.pages.value > MOST_LIVE_PAGES ? "more" : null;
  });
  return {
    ...list,
    pause,
    stopLive: () => void (stoppedByUser.value = true),
    async resume(): Promise<void> {
      stoppedByUser.value = false;
      await (pause.value === "more" ? list.restart() : list.reread());
    },
    /** Reads the list, and again and again. Answers how to stop. */
    follow(place: Place | null): () => void {
      void list.start(place);
      const end = poll(list.refresh, LIST_MS, () => pause.value === null);
      return () => {
        end();
        list.stop();
      };
    },
  };
}

/** How the queue is now, and was hour by hour. */
export function createQueueFigures() {
  const { load, ...figures } = createResource(readQueueStats);
  const current = signal<Hours>("24");
  const retry = () => load(current.value);
  return {
    ...figures,
    retry,
    /** The figures shown are not yet those that were asked for last. */
    isStale: computed(() => figures.data.value?.hours.length !== Number(current.value)),
    follow(hours: Hours): () => void {
      current.value = hours;
      void retry();
      return poll(retry, FIGURES_MS);
    },
  };
}

/** How far a workflow is: how many steps are done, and which one it is at; none once all are done. */
export function progressOf(steps: readonly StepProgress[]) {
  const of = (status: StepProgress["status"]) => steps.find((step) => step.status === status);
  return {
    done: steps.filter(({ status }) => status === "done").length,
    total: steps.length,
    current: of("failed") ?? of("started") ?? of("waiting") ?? null,
  };
}
