import { announce } from "../models/announcer.ts";
import { chooseLanguage, language, type Language, languageName, LANGUAGES, t } from "../i18n/language.ts";

export function LanguageSwitch() {
  const change = async (select: HTMLSelectElement) => {
    try {
      await chooseLanguage(select.value as Language);
    } catch {
      select.value = language.value;
      announce(t.value.shell.languageFailed);
    }
  };
  return (
    <label class="language">
      <span class="visually-hidden">{t.value.shell.language}</span>
      <select value={language.value} onChange={(event) => change(event.currentTarget)}>
        {LANGUAGES.map((known) => (
          <option key={known} value={known} lang={known}>
            {languageName(known)}
          </option>
        ))}
      </select>
    </label>
  );
}
