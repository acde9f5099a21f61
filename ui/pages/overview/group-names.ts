import type { GroupBy } from "../../api.ts";
import { nameOfCountry } from "../../i18n/countries.ts";
import { t } from "../../i18n/language.ts";
import { type CallerNames, NO_CALLER } from "../../models/callers.ts";
import { splitRoute } from "../../models/narrowing.ts";

/** What the log's figures call that no route matched. */
const UNMATCHED = "*";

/** What a group is called, as its reader knows it. */
export function nameOfGroup(groupBy: GroupBy, key: string, callers: CallerNames): string {
  const { requests, analysis } = t.value;
  switch (groupBy) {
    case "caller":
      return key === NO_CALLER ? requests.anonymous : (callers.nameOf(key) ?? key);
    case "country":
    case "colo":
      if (key === NO_CALLER) return analysis.unknown;
      return groupBy === "country" ? nameOfCountry(key) : key;
    case "route": {
      const { method, route } = splitRoute(key);
      return route === UNMATCHED ? `${method} ${analysis.noRoute}` : key;
    }
    default:
      return key;
  }
}
