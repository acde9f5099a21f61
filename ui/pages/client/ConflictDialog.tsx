import type { Client } from "../../api.ts";
import { VersionsDialog } from "../../components/Versions.tsx";
import { formatDocument, formatPhone } from "../../i18n/brazil.ts";
import { t } from "../../i18n/language.ts";
import type { EditedField } from "../../models/conflict.ts";
import type { ClientEdit } from "../../models/edit-client.ts";

/** Two people changed one client. */
export function ConflictDialog({ edit, onSaved }: { edit: ClientEdit; onSaved: (client: Client) => void }) {
  const conflict = edit.conflict.value;
  if (!conflict) return null;
  const words = t.value.conflict;
  async function save() {
    const client = await edit.saveChosen();
    if (client) onSaved(client);
  }
  return (
    <VersionsDialog
      title={words.title}
      conflict={conflict}
      sending={edit.direct}
      nameOf={(field) => t.value.clients[field]}
      show={format}
      onChoose={edit.choose}
      onSave={save}
      back={edit.read.value ? words.back : t.value.common.cancel}
      onLeave={edit.leaveConflict}
    />
  );
}

function format(field: EditedField, text: string): string {
  const { statuses } = t.value.clients;
  if (field === "status") return text === "active" ? statuses.active : statuses.inactive;
  if (field === "phone") return formatPhone(text);
  return field === "document" ? formatDocument(text) : text;
}
