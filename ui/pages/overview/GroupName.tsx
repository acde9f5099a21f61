import type { GroupBy } from "../../api.ts";
import { useAddress, useFocus } from "../../components/hooks.ts";
import { Icon } from "../../components/Icon.tsx";
import { fill, t } from "../../i18n/language.ts";
import { type CallerNames, NO_CALLER } from "../../models/callers.ts";
import { narrowed, type Narrowing } from "../../models/narrowing.ts";
import { nameOfGroup } from "./group-names.ts";

/** A group's name, and the way to the figures of it alone. Of who asked, the name leads to all they asked for. */
export function GroupName(props: {
  groupBy: GroupBy;
  name: string;
  narrowing: Narrowing;
  callers: CallerNames;
}) {
  const { groupBy, name: key, narrowing, callers } = props;
  const name = nameOfGroup(groupBy, key, callers);
  const hasCode = groupBy === "country" && key !== NO_CALLER;
  const { hrefWith, setQuery } = useAddress();
  const focus = useFocus();
  const label = fill(t.value.analysis.only, { name: hasCode ? `${name} ${key}` : name });
  const changes = narrowed(groupBy, key, narrowing);
  const toChips = () => focus(".figure-filters .chip");
  function narrow() {
    setQuery(changes, { replace: false });
    toChips();
  }
  const only = { href: hrefWith(changes), "aria-label": label, onClick: toChips };
  if (groupBy === "caller") {
    return (
      <span class="group-name">
        <a href={`/requests?caller=${encodeURIComponent(key)}`}>{name}</a>
        <button type="button" class="group-only" aria-label={label} onClick={narrow}>
          <Icon name="search" />
        </button>
      </span>
    );
  }
  if (hasCode) {
    return (
      <a {...only}>
        {name} <code class="soft">{key}</code>
      </a>
    );
  }
  return <a {...only}>{key === NO_CALLER || groupBy === "service" ? name : <code>{name}</code>}</a>;
}
