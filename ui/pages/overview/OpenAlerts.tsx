import { useEffect } from "preact/hooks";
import type { Alert } from "../../api-alerts.ts";
import { useLater, useModel } from "../../components/hooks.ts";
import { createOpenAlerts } from "../../models/alerts.ts";

/** What goes wrong now; nothing while nothing does. Screen readers are told when that changes. */
export function OpenAlerts() {
  const model = useModel(createOpenAlerts);
  useEffect(() => model.follow(), []);
  const alerts = model.data.value ?? [];
  return <div role="status">{alerts.length > 0 && <Notice alerts={alerts} />}</div>;
}

/** Most days nobody needs it, so it comes when there is something to tell. */
function Notice({ alerts }: { alerts: Alert[] }) {
  const later = useLater(() => import("./OpenAlertNotice.tsx"), "alerts");
  return later && <later.OpenAlertNotice alerts={alerts} />;
}
