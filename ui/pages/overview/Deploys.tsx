import type { LogStats } from "../../api.ts";
import { formatCount, formatTime } from "../../i18n/format.ts";
import { t } from "../../i18n/language.ts";
import type { Deploy } from "../../models/deploys.ts";
import { nameOfVersion } from "./versions.ts";

/** So many are shown at once. */
const FEW = 6;

/** The versions that came in the period, the newest first: what the marks on the charts stand for. */
export function Deploys({ stats: { deploys } }: { stats: LogStats }) {
  if (deploys.length === 0) return null;
  const words = t.value.analysis;
  const newest = deploys.toReversed();
  return (
    <section class="deploys" aria-labelledby="deploys-title">
      <h2 id="deploys-title">
        <span class="deploy-sign" aria-hidden="true" /> {words.versions}
      </h2>
      <DeployList deploys={newest.slice(0, FEW)} />
      {newest.length > FEW && (
        <details>
          <summary>{formatCount(newest.length - FEW, words.moreVersions)}</summary>
          <DeployList deploys={newest.slice(FEW)} />
        </details>
      )}
    </section>
  );
}

function DeployList({ deploys }: { deploys: Deploy[] }) {
  return (
    <ul role="list">
      {deploys.map(({ service, version, at }) => (
        <li key={`${service} ${version}`}>
          <b>{service}</b> <code title={version}>{nameOfVersion(version)}</code>{" "}
          <time class="soft" dateTime={at}>
            {formatTime(at, "dayTime")}
          </time>
        </li>
      ))}
    </ul>
  );
}
