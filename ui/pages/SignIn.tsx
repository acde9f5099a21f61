import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { LanguageSwitch } from "../components/LanguageSwitch.tsx";
import { Mark } from "../components/Mark.tsx";
import { useTitle } from "../components/Page.tsx";
import { SignInForm } from "../components/SignInForm.tsx";
import { t } from "../i18n/language.ts";

/** The door: who isn't signed in comes here from everywhere, and goes on to the page they wanted. */
export default function SignIn() {
  const { path, url, route } = useLocation();
  const words = t.value.session;
  useEffect(() => {
    if (path !== "/sign-in")
      route(url === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(url)}`, true);
  }, []);
  useTitle(words.title);
  return (
    <main class="door">
      <div class="door-card">
        <p class="brand">
          <Mark />
          <span>Fachada</span>
        </p>
        <h1>{words.title}</h1>
        <SignInForm email={null} submit={words.signIn} />
      </div>
      <LanguageSwitch />
    </main>
  );
}
