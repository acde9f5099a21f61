import { useEffect, useState } from "preact/hooks";
import { Field, SelectField } from "../../components/Field.tsx";
import { useModel } from "../../components/hooks.ts";
import { t } from "../../i18n/language.ts";
import type { AlertRuleForm } from "../../models/alert-rule-form.ts";
import type { RuleField } from "../../models/alert-rule-texts.ts";
import { type CallerNames, NO_CALLER } from "../../models/callers.ts";
import { createSeenCallers, createServiceNames } from "../../models/requests.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
const NARROW = ["route", "method", "caller"] as const;

interface FieldProps {
  name: string;
  value: string;
  error: string | undefined;
  onText: (text: string) => void;
}

/** Which requests a rule is about: of a service, and the rarer filters folded away. */
export function RuleFilters(props: {
  form: AlertRuleForm;
  callers: CallerNames;
  field: (name: RuleField) => FieldProps;
}) {
  const { form, callers, field } = props;
  const words = t.value.alerts;
  const services = useModel(createServiceNames);
  const seen = useModel(createSeenCallers);
  const [toggled, setToggled] = useState<boolean | null>(null);
  const isOpen = toggled ?? NARROW.some((name) => form.draft.value[name] !== "");
  const hasWrong = NARROW.some((name) => form.errorOf(name));
  useEffect(() => {
    void services.load();
    void seen.load();
    return () => {
      services.stop();
      seen.stop();
    };
  }, []);
  const { service, method, caller } = form.draft.value;
  const nameOf = (key: string) => (key === NO_CALLER ? t.value.requests.anonymous : callers.nameOf(key)!);
  return (
    <>
      <SelectField
        {...field("service")}
        label={words.fields.service}
        placeholder={words.anyService}
        options={named(services.data.value ?? [], service)}
      />
      <details
        class="alert-narrow"
        open={isOpen || hasWrong}
        onToggle={(event) => setToggled(event.currentTarget.open)}
      >
        <summary>{words.narrow}</summary>
        <Field
          {...field("route")}
          label={words.fields.route}
          hint={words.routeHint}
          autocapitalize="none"
          spellcheck={false}
          maxLength={512}
        />
        <SelectField
          {...field("method")}
          label={words.fields.method}
          placeholder={words.anyMethod}
          options={named(METHODS, method)}
        />
        <SelectField
          {...field("caller")}
          label={words.fields.caller}
          placeholder={words.anyCaller}
          options={named(seen.data.value ?? [], caller, nameOf)}
        />
      </details>
    </>
  );
}

/** What can be chosen by its name; what is chosen already is among it, whatever it is. */
function named(options: readonly string[], current: string, nameOf = (option: string) => option) {
  const all = !current || options.includes(current) ? options : [...options, current];
  return Object.fromEntries(all.map((option) => [option, nameOf(option)]));
}
