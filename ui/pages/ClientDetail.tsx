import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import type { Client } from "../api.ts";
import { Badge } from "../components/Badge.tsx";
import { ClientForm } from "../components/ClientForm.tsx";
import { useFocus, useLater, useModel } from "../components/hooks.ts";
import { EmptyNotice, FailureNotice, Skeleton } from "../components/Notice.tsx";
import { Page } from "../components/Page.tsx";
import { nameOf } from "../i18n/client-name.ts";
import { formatTime } from "../i18n/format.ts";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { createClientDetail } from "../models/clients.ts";
import { editOf } from "../models/edit-client.ts";
import { may } from "../models/session.ts";
import { Addresses } from "./client/Addresses.tsx";
import { ClientHistory } from "./client/ClientHistory.tsx";
import { ConflictDialog } from "./client/ConflictDialog.tsx";
import { Facts } from "./client/Facts.tsx";
import { PersonalData } from "./client/PersonalData.tsx";
import { StatusButton } from "./client/StatusButton.tsx";

/** One client, to read and to edit. */
export default function ClientDetail() {
  const { id = "" } = useRoute().params;
  const detail = useModel(createClientDetail);
  const edit = useMemo(() => editOf(id), [id]);
  const [outcome, setOutcome] = useState("");
  const sales = useLater(() => import("./client/ClientSales.tsx"), "sales");
  const area = useRef<HTMLDivElement>(null);
  const wasEditing = useRef(false);
  const focus = useFocus();
  useEffect(() => {
    setOutcome("");
    void detail.load(id);
  }, [id]);
  useEffect(() => detail.stop, []);

  const isEditing = edit.read.value !== null;
  useEffect(() => {
    // The form and the button that opens it take the focus from each other.
    if (isEditing) area.current?.querySelector("input")?.focus();
    else if (wasEditing.current) document.querySelector<HTMLElement>("#edit-client")?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  const words = t.value.editClient;
  // Until this client is read, the page may still hold the one before it.
  const read = detail.data.value?.id === Number(id) ? detail.data.value : null;
  const client = edit.read.value ?? read;
  const failure = detail.failure.value;
  const missing = failure?.code === "not-found" || failure?.code === "invalid-parameter";
  const refused = edit.conflict.value ? null : edit.direct.failure.value;

  function show(stored: Client, text: string) {
    if (stored.version >= (read?.version ?? 0)) detail.accept(stored);
    setOutcome(fill(text, { name: stored.name }));
    announce(fill(text, { name: stored.name }));
  }
  function showSaved(stored: Client) {
    show(stored, stored.version === client?.version ? words.unchanged : t.value.clientForm.saved);
  }
  /** Erased, or changed by somebody else before it could be. */
  function showErased(stored: Client) {
    detail.accept(stored);
    if (!stored.erasedAt) return;
    setOutcome("");
    announce(t.value.personalData.erased);
    focus("h1");
  }
  async function save() {
    const stored = await edit.save();
    if (stored) showSaved(stored);
  }
  return (
    <Page
      title={client ? nameOf(client) : fill(t.value.clients.detail, { id })}
      actions={
        <>
          {may("clients:write") && client && !client.erasedAt && !isEditing && (
            <>
              <button
                type="button"
                class="button button-primary"
                id="edit-client"
                onClick={() => edit.start(client)}
              >
                {words.edit}
              </button>
              <StatusButton
                client={client}
                edit={edit}
                onSaved={(stored) =>
                  show(stored, stored.status === "active" ? words.activated : words.deactivated)
                }
              />
            </>
          )}
          <a class="button" href="/clients">
            {t.value.clients.back}
          </a>
        </>
      }
    >
      {missing && <EmptyNotice title={t.value.clients.missing} />}
      {failure && !missing && <FailureNotice failure={failure} retry={() => void detail.load(id)} />}
      {refused && !isEditing && <FailureNotice failure={refused} title={words.statusFailed} />}
      {!client && !failure && <Skeleton rows={6} />}
      {outcome && !isEditing && (
        <p class="outcome">
          <Badge tone="ok">{outcome}</Badge>
        </p>
      )}
      {client?.erasedAt && (
        <p class="erased">
          {fill(t.value.personalData.erasedNotice, { time: formatTime(client.erasedAt, "dateTime") })}
        </p>
      )}
      <div ref={area}>
        {isEditing ? (
          <ClientForm form={edit.form} failed={words.failed} save={words.save} onSave={save}>
            <button type="button" class="button" onClick={edit.cancel}>
              {t.value.common.cancel}
            </button>
          </ClientForm>
        ) : (
          client && <Facts client={client} />
        )}
      </div>
      {client && !client.erasedAt && <Addresses clientId={client.id} />}
      {client && !client.erasedAt && !isEditing && <PersonalData client={client} onChanged={showErased} />}
      {read && sales && may("sales:read") && (
        <sales.ClientSales key={`sales-${read.id}`} clientId={read.id} />
      )}
      {read && <ClientHistory key={read.id} client={read} />}
      <ConflictDialog edit={edit} onSaved={showSaved} />
    </Page>
  );
}
