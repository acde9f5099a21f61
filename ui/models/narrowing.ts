import type { GroupBy } from "../api.ts";
import type { Period } from "./periods.ts";

export const GROUPINGS: readonly GroupBy[] = [
  "route",
  "service",
  "status",
  "method",
  "caller",
  "country",
  "colo",
];

/** What the figures are narrowed to, as it stands in the address. */
export type Narrowing = Partial<Record<GroupBy, string>>;

/** The API counts places by service and status only: what of the one kind is asked for excludes the other. */
const OF_PLACES: readonly GroupBy[] = ["country", "colo"];
const OF_ROUTES: readonly GroupBy[] = ["route", "method", "caller"];

/** What an address asks for, less what the API would refuse: filters win over the grouping, and places over routes. */
export function toView(query: Record<string, string>): { groupBy: GroupBy; narrowing: Narrowing } {
  const given: Narrowing = pick(query, GROUPINGS);
  const narrowing = hasAny(given, OF_PLACES) ? without(given, OF_ROUTES) : given;
  const asked = GROUPINGS.find((known) => known === query["by"]);
  const groupBy = [asked, "route" as const, "service" as const].find(
    (one) => one !== undefined && goesWith(one, narrowing),
  );
  return { groupBy: groupBy ?? "service", narrowing };
}

/** What of the address changes when the figures are grouped otherwise: filters that don't go with that are dropped. */
export function grouped(by: GroupBy): Narrowing & { by: GroupBy } {
  return { ...dropped(OF_PLACES.includes(by), OF_ROUTES.includes(by)), by };
}

/** What of the address changes when the figures are narrowed to a group; what is left to tell apart is grouped next. */
export function narrowed(groupBy: GroupBy, key: string, narrowing: Narrowing): Narrowing & { by: GroupBy } {
  const changes = {
    ...dropped(OF_PLACES.includes(groupBy), OF_ROUTES.includes(groupBy)),
    ...filterOf(groupBy, key),
  };
  const after = { ...narrowing, ...changes };
  const order: GroupBy[] = hasAny(after, OF_PLACES)
    ? ["colo", "country", "service", "status"]
    : ["route", "caller", "status", "service", "method"];
  return { ...changes, by: order.find((one) => after[one] === undefined) ?? groupBy };
}

/** The list of the requests behind the figures. */
export function requestsBehind(narrowing: Narrowing, period: Period): string {
  return `/requests?${new URLSearchParams({ ...pick(narrowing, GROUPINGS), period })}`;
}

/** A route's key is its method and its pattern. */
export function splitRoute(key: string): { method: string; route: string } {
  const [method = "", ...route] = key.split(" ");
  return { method, route: route.join(" ") };
}

function filterOf(groupBy: GroupBy, key: string): Narrowing {
  return groupBy === "route" ? splitRoute(key) : { [groupBy]: key };
}

function goesWith(groupBy: GroupBy, narrowing: Narrowing): boolean {
  if (OF_PLACES.includes(groupBy)) return !hasAny(narrowing, OF_ROUTES);
  return !OF_ROUTES.includes(groupBy) || !hasAny(narrowing, OF_PLACES);
}

function dropped(routes: boolean, places: boolean): Narrowing {
  const names = [...(routes ? OF_ROUTES : []), ...(places ? OF_PLACES : [])];
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function hasAny(narrowing: Narrowing, names: readonly GroupBy[]): boolean {
  return names.some((name) => narrowing[name] !== undefined);
}

function without(narrowing: Narrowing, names: readonly GroupBy[]): Narrowing {
  return pick(
    narrowing,
    GROUPINGS.filter((name) => !names.includes(name)),
  );
}

function pick(from: Record<string, string | undefined>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names
      .map((name) => [name, from[name]] as const)
      .filter((one): one is [string, string] => Boolean(one[1])),
  );
}
