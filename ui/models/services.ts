import { listServices } from "../api.ts";
import { poll } from "./polling.ts";
import { createResource } from "./resource.ts";

const REFRESH_MS = 10_000;

/** The live state of every service. */
export function createServiceStates() {
  const states = createResource((_: void, signal) => listServices(signal));
  const follow = () => {
    void states.load();
    return poll(states.load, REFRESH_MS);
  };
  return { ...states, follow };
}
