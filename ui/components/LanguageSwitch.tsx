import { chooseLanguage, language, type Language, languageName, LANGUAGES, t } from "../i18n/language.ts";

export function LanguageSwitch() {
  return (
    <label class="language">
      <span class="visually-hidden">{t.value.shell.language}</span>
      <select
        value={language.value}
        onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
      >
        {LANGUAGES.map((known) => (
          <option key={known} value={known} lang={known}>
            {languageName(known)}
          </option>
        ))}
      </select>
    </label>
  );
}
