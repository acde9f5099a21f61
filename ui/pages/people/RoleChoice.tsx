import { t } from "../../i18n/language.ts";
import { ROLES } from "../../models/people.ts";

/** The roles, and what each may do. */
export function RoleChoice({ value, onChoose }: { value: string; onChoose: (role: string) => void }) {
  const { roles, roleHelp } = t.value.session;
  return (
    <fieldset class="options">
      <legend>{t.value.people.role}</legend>
      {ROLES.map((role) => (
        <label key={role}>
          <input
            type="radio"
            name="role"
            value={role}
            checked={value === role}
            onChange={() => onChoose(role)}
          />
          <b>{roles[role]}</b>
          <span class="soft">{roleHelp[role]}</span>
        </label>
      ))}
    </fieldset>
  );
}
