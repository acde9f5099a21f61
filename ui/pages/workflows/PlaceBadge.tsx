import { Badge, type Tone } from "../../components/Badge.tsx";
import { t } from "../../i18n/language.ts";
import type { Place } from "../../models/workflows.ts";

const TONES: Record<Place, Tone> = { waiting: "plain", leased: "warn", dead: "error", consumed: "ok" };

/** Where a workflow is. */
export function PlaceBadge({ place }: { place: Place }) {
  return <Badge tone={TONES[place]}>{t.value.workflows.places[place]}</Badge>;
}
