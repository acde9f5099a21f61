import type { AlertRule, AlertRuleAuditEntry } from "../../api-alerts.ts";
import { History } from "../../components/History.tsx";
import { describeRuleChange } from "../../i18n/alert-words.ts";
import { t } from "../../i18n/language.ts";
import type { PagedList } from "../../models/paged-list.ts";

/** Who changed a rule. */
export function RuleHistory(props: { audit: PagedList<null, AlertRuleAuditEntry>; kind: AlertRule["kind"] }) {
  return (
    <History
      class="alert-rule-history"
      list={props.audit}
      actions={t.value.alerts.actions}
      describe={({ action, changes }) =>
        action === "edited" ? (changes ?? []).map((change) => describeRuleChange(change, props.kind)) : []
      }
    />
  );
}
