import { t } from "../../i18n/language.ts";
import { DEEDS, type Keyring, SCOPES } from "../../models/keys.ts";

/** What a key may do: each service by what can be done there. */
export function ScopeTable({ keyring }: { keyring: Keyring }) {
  const words = t.value.keys;
  const isMissing = keyring.missing.value === "scopes";
  return (
    <fieldset class="scopes" aria-describedby={isMissing ? "scopes-error" : undefined}>
      <legend>{words.rights}</legend>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.service}</th>
            {DEEDS.map((deed) => (
              <th key={deed} scope="col">
                {words.deeds[deed]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SCOPES.map((row) => (
            <tr key={row.service}>
              <th scope="row">{words.services[row.service]}</th>
              {DEEDS.map((deed) => {
                const scope = row[deed];
                return (
                  <td key={deed}>
                    {scope && (
                      <label>
                        <span class="visually-hidden">{t.value.session.rights[scope]}</span>
                        <input
                          type="checkbox"
                          value={scope}
                          checked={keyring.scopes.value.includes(scope)}
                          onChange={() => keyring.toggle(scope)}
                        />
                      </label>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {isMissing && (
        <p class="field-error" id="scopes-error" role="alert">
          {words.scopesMissing}
        </p>
      )}
    </fieldset>
  );
}
