import * as z from "zod";

/** What `npm start` gives its demo owner. Everybody knows it, so it opens nothing but this machine. */
export const DEMO_PASSWORD = "fachada-demo";

/** The most common ones of 10 characters and more, from public lists of leaked passwords. */
const COMMON = new Set(
  `1234567890 12345678910 123456789a 0123456789 1234512345 1111111111 0000000000 1122334455 9876543210 0987654321
  1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 qwerty123456 q1w2e3r4t5 qazwsxedcrfv asdfghjkl1 asdfasdfasdf
  password12 password123 password1234 passw0rd123 password01 password11 p@ssw0rd123 mypassword administrator admin12345
  abcdefghij abcdefghijk abc1234567 abcd123456 a123456789 aa12345678 iloveyou12 iloveyou123 letmein123 welcome123
  welcome1234 changeme123 football12 princess12 senha12345 senha123456 minhasenha brasil1234 brasil2026 flamengo12
  corinthians palmeiras1 saopaulofc jesuscristo deusefiel1 teamo12345 gabriel123 amordaminhavida familia123 mudar12345
  ${DEMO_PASSWORD}`.split(/\s+/),
);

/** A password that somebody chooses: long, and none that is tried first. Give it `otherThan` beside an e-mail. */
export const NewPassword = z
  .string()
  .min(10)
  .max(200)
  .refine((text) => !COMMON.has(text.toLowerCase()) && new Set(text).size > 2, {
    message: "This is one of the first that anybody would try.",
    params: { code: "common" },
  })
  .meta({ format: "password", description: "10 to 200 characters, none of the most common ones." });

/** Whether a password says no more than the e-mail beside it. */
export function repeatsEmail(password: string, email: string): boolean {
  const typed = password.trim().toLowerCase();
  return typed === email || typed === email.split("@")[0];
}

/** What is said of it. */
export const REPEATS_EMAIL = "The password must not be the e-mail.";
