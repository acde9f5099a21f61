import { fill, t } from "../../i18n/language.ts";
import type { Deploy } from "../../models/deploys.ts";

const LONGEST = 20;

/** A version as far as there is room for it. */
export function nameOfVersion(version: string): string {
  return version.length > LONGEST ? `${version.slice(0, LONGEST - 1)}…` : version;
}

/** One line for each deploy, for the tip of a chart. */
export function describeDeploys(deploys: Deploy[]): string[] {
  return deploys.map(({ service, version }) =>
    fill(t.value.analysis.newVersion, { service, version: nameOfVersion(version) }),
  );
}
