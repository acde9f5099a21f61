import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { Badge } from "../components/Badge.tsx";
import { useFocus, useModel } from "../components/hooks.ts";
import { Icon } from "../components/Icon.tsx";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { t } from "../i18n/language.ts";
import { createAlertRules } from "../models/alert-rules.ts";
import { createAlertHistory, createOpenAlerts } from "../models/alerts.ts";
import { announce } from "../models/announcer.ts";
import { createCallerNames } from "../models/callers.ts";
import { may } from "../models/session.ts";
import { Fired } from "./alerts/Fired.tsx";
import { Now } from "./alerts/Now.tsx";
import { RuleDetail } from "./alerts/RuleDetail.tsx";
import { RuleFields } from "./alerts/RuleFields.tsx";
import { RuleTable } from "./alerts/RuleTable.tsx";

/** Alerts and the rules behind them, or one rule. */
export default function Alerts() {
  const { id } = useRoute().params;
  return id === undefined ? <AlertList /> : <RuleDetail key={id} id={id} />;
}

/** What goes wrong now, what is watched for that, and what fired before. */
function AlertList() {
  const model = useModel(createAlertRules);
  const open = useModel(createOpenAlerts);
  const fired = useModel(() => createAlertHistory());
  const callers = useModel(createCallerNames);
  const [outcome, setOutcome] = useState("");
  const focus = useFocus();
  useEffect(() => {
    const ends = [open.follow(), model.follow(), fired.follow(), callers.follow()];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  const words = t.value.alerts;
  const { rules } = model;
  const items = rules.data.value;
  const failure = rules.failure.value ?? open.failure.value;
  const isOpen = model.isOpen.value;
  function reread() {
    void rules.load();
    void open.load();
  }
  async function save() {
    if (!(await model.save())) return;
    setOutcome(words.made);
    announce(words.made);
    focus("#add-alert-rule");
  }
  return (
    <Page
      title={words.title}
      actions={
        may("alerts:manage") &&
        !isOpen && (
          <button
            type="button"
            class="button button-primary"
            id="add-alert-rule"
            onClick={() => {
              setOutcome("");
              model.open(true);
              focus("#alert-rule-form [name=name]");
            }}
          >
            <Icon name="plus" />
            {words.add}
          </button>
        )
      }
    >
      {outcome && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {isOpen && (
        <RuleFields
          form={model.form}
          callers={callers}
          title={words.newTitle}
          save={words.save}
          isNew
          onSubmit={() => void save()}
          onCancel={() => {
            model.open(false);
            focus("#add-alert-rule");
          }}
        />
      )}
      {failure && <FailureNotice failure={failure} retry={reread} />}
      <Now alerts={open.data.value} rules={items} />
      <section class="alert-part" aria-labelledby="rules-title">
        <h2 id="rules-title">{words.rules}</h2>
        {!items && !failure && <Skeleton rows={3} />}
        {items?.length === 0 && <EmptyNotice title={words.empty} help={words.emptyHelp} />}
        {items && items.length > 0 && <RuleTable items={items} callers={callers} />}
      </section>
      <Fired list={fired} callers={callers} rules={items} />
    </Page>
  );
}
