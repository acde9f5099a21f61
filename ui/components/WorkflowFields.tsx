import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ApiError } from "../http.ts";
import { formatCount } from "../i18n/format.ts";
import { t } from "../i18n/language.ts";
import { describeTextError, warnOfData } from "../i18n/workflow-errors.ts";
import { announce } from "../models/announcer.ts";
import type { WorkflowForm } from "../models/workflow-form.ts";
import { FIELDS, type WorkflowField } from "../models/workflow-texts.ts";
import { LinedField } from "./LinedField.tsx";
import { FailureNotice } from "./Notice.tsx";

/** The form of a workflow: its data as JSON, and its steps. What is wrong is shown where it is. */
export function WorkflowFields(props: {
  form: WorkflowForm;
  /** The title of a failure. */
  failed: string;
  /** Where more is known than the failure's code says. */
  reason?: string | undefined;
  save: string;
  onSave: () => Promise<unknown>;
  /** The way out without saving. */
  children: ComponentChildren;
}) {
  const { form, failed, reason } = props;
  const [asked, setAsked] = useState<Record<WorkflowField, number>>({ data: 0, steps: 0 });
  const words = t.value.workflowForm;
  const failure = form.failure.value;
  const wrong = FIELDS.filter((field) => form.errorOf(field));
  const bringTo = (field: WorkflowField | undefined) =>
    field && setAsked((before) => ({ ...before, [field]: before[field] + 1 }));
  useEffect(() => void (failure && bringTo(wrong[0])), [failure]);

  function submit(event: Event) {
    event.preventDefault();
    void props.onSave();
  }
  function format() {
    if (form.format()) announce(words.formatted);
    else bringTo("data");
  }
  const lined = (field: WorkflowField) => {
    const text = form.draft.value[field];
    const error = form.errorOf(field);
    return {
      name: field,
      label: words[field],
      value: text,
      asked: asked[field],
      error: error ? { text: describeTextError(field, text, error), place: error.place } : undefined,
      onText: (typed: string) => form.type(field, typed),
    };
  };
  const warning = warnOfData(form.draft.value.data);
  return (
    <form class="form workflow-form" noValidate onSubmit={submit}>
      {failure && !isAboutText(failure) && (
        <FailureNotice failure={failure} title={failed} {...(reason !== undefined && { reason })} />
      )}
      {failure && wrong.length > 0 && (
        <p class="form-summary" role="alert">
          {failed}. {formatCount(wrong.length, t.value.clientForm.fix)} {t.value.clientForm.kept}
        </p>
      )}
      <LinedField
        {...lined("data")}
        hint={words.dataHint}
        rows={12}
        maxLength={400_000}
        placeholder={'{\n  "order": 1042,\n  "client": { "name": "Dona Ivone Lara" }\n}'}
      >
        {warning && <p class="form-warning">{warning}</p>}
        <div>
          <button type="button" class="button button-small" onClick={format}>
            {words.format}
          </button>
        </div>
      </LinedField>
      <LinedField
        {...lined("steps")}
        hint={words.stepsHint}
        rows={6}
        maxLength={20_000}
        placeholder={words.stepsExample}
      />
      <div class="form-actions">
        <button type="submit" class="button button-primary" aria-disabled={form.saving.value}>
          {form.saving.value ? t.value.common.saving : props.save}
        </button>
        {props.children}
      </div>
    </form>
  );
}

/** Whether what is wrong is said at a text, as long as it isn't changed. */
function isAboutText({ errors }: ApiError): boolean {
  return errors.some(({ pointer }) => FIELDS.some((field) => pointer.startsWith(`/${field}`)));
}
