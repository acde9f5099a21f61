import { useLocation } from "preact-iso";
import { ClientForm } from "../components/ClientForm.tsx";
import { Page } from "../components/Page.tsx";
import { fill, t } from "../i18n/language.ts";
import { announce } from "../models/announcer.ts";
import { form, save } from "../models/new-client.ts";

/** The form for a new client. */
export default function NewClient() {
  const { route } = useLocation();
  const words = t.value.newClient;

  async function saveAndLeave() {
    const client = await save();
    if (!client) return;
    route("/clients");
    announce(fill(t.value.clientForm.saved, { name: client.name }));
  }
  return (
    <Page title={words.title}>
      <ClientForm form={form} failed={words.failed} save={words.save} onSave={saveAndLeave}>
        <a class="button" href="/clients" onClick={() => form.reset()}>
          {t.value.common.cancel}
        </a>
      </ClientForm>
    </Page>
  );
}
