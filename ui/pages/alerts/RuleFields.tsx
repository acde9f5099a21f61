import { Choice } from "../../components/Choice.tsx";
import { Field } from "../../components/Field.tsx";
import { FailureNotice } from "../../components/Notice.tsx";
import { useWrongField } from "../../components/useWrongField.ts";
import { describeCondition, describeTiming } from "../../i18n/alert-words.ts";
import { describeFieldError } from "../../i18n/failures.ts";
import { t } from "../../i18n/language.ts";
import type { AlertRuleForm } from "../../models/alert-rule-form.ts";
import {
  ALERT_KINDS,
  type AlertKind,
  faultsOf,
  fieldsOf,
  newRuleOf,
  type RuleField,
} from "../../models/alert-rule-texts.ts";
import type { CallerNames } from "../../models/callers.ts";
import { RuleFilters } from "./RuleFilters.tsx";

/** The form of a rule: what is watched, from when on it is bad, and a sentence that says what that means. */
export function RuleFields(props: {
  form: AlertRuleForm;
  callers: CallerNames;
  title: string;
  save: string;
  /** What kind it is of is settled when it is made. */
  isNew?: boolean;
  onSubmit: () => void;
  onCancel?: () => void;
}) {
  const { form, callers, onCancel } = props;
  const words = t.value.alerts;
  const kind = form.draft.value.kind as AlertKind;
  const fields = fieldsOf(kind);
  const { element, hasWrong } = useWrongField(form, fields);
  const failure = form.failure.value;
  const field = (name: RuleField) => ({
    name,
    autocomplete: "off",
    value: form.draft.value[name],
    error: describeError(form, name),
    onText: (text: string) => form.type(name, text),
  });
  const number = (name: RuleField, label = words.fields[name]) =>
    fields.includes(name) && (
      <Field
        {...field(name)}
        label={label}
        required
        inputMode={name === "threshold" ? "decimal" : "numeric"}
        maxLength={10}
      />
    );
  return (
    <form
      id="alert-rule-form"
      class="form alert-rule-form"
      ref={element}
      noValidate
      aria-labelledby="alert-rule-form-title"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <h2 id="alert-rule-form-title">{props.title}</h2>
      {failure && !hasWrong && failure.code !== "precondition-failed" && (
        <FailureNotice
          failure={failure}
          title={words.failed}
          {...(failure.code === "conflict" && { reason: words.full })}
        />
      )}
      <Field {...field("name")} label={words.fields.name} hint={words.nameHint} required maxLength={200} />
      {props.isNew && (
        <Choice
          legend={words.kind}
          name="kind"
          options={ALERT_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={kind}
          onChoose={form.chooseKind}
        />
      )}
      <div class="alert-numbers">
        {number("threshold", words.thresholds[kind])}
        {number("windowMinutes")}
        {number("forMinutes")}
        {number("recoverMinutes")}
        {number("minRequests")}
      </div>
      <RuleFilters form={form} callers={callers} field={field} />
      <Meaning form={form} callers={callers} />
      <div class="form-actions">
        <button
          type="submit"
          class="button button-primary"
          aria-disabled={form.saving.value}
          aria-describedby="alert-rule-meaning"
        >
          {form.saving.value ? t.value.common.saving : props.save}
        </button>
        {onCancel && (
          <button type="button" class="button" onClick={onCancel}>
            {t.value.common.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

/** What the rule that is typed means, as it is typed. */
function Meaning({ form, callers }: { form: AlertRuleForm; callers: CallerNames }) {
  const texts = form.draft.value;
  if (faultsOf(texts).length > 0) {
    return (
      <p id="alert-rule-meaning" class="alert-meaning soft">
        {t.value.alerts.incomplete}
      </p>
    );
  }
  const { kind, threshold = null, minRequests = null, ...rest } = newRuleOf(texts);
  const { windowMinutes = 0, forMinutes = 0, recoverMinutes = 0 } = rest;
  const { service = null, route = null, method = null, caller = null } = rest;
  const condition = { kind, threshold, windowMinutes, service, route, method, caller };
  return (
    <div id="alert-rule-meaning" class="alert-meaning">
      <p>
        <b>{describeCondition(condition, callers.nameOf)}.</b>
      </p>
      <p>{describeTiming({ forMinutes, recoverMinutes, minRequests })}</p>
    </div>
  );
}

/** What is wrong with a field, in words of its own where what is said of texts doesn't fit a number. */
function describeError(form: AlertRuleForm, name: RuleField): string | undefined {
  const error = form.errorOf(name);
  if (!error) return undefined;
  const { errors } = t.value.alerts;
  const { code } = error;
  if (name === "threshold" && code === "too_big" && form.draft.value.kind === "error-rate")
    return errors["percent"];
  if (code === "number" || code === "required") return errors[code];
  if (name in errors && (code === "too_big" || code === "invalid_format")) return errors[name];
  if (code === "too_small" && name !== "name") return errors["too_small"];
  return describeFieldError(error);
}
