import * as z from "zod";

/** The kinds of fields that things have in every service, brought into the form they are stored in. */

/** A text of one line, with one space between words. */
export const line = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFC").trim().replace(/\s+/gu, " "))
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .refine((text) => !/\p{C}/u.test(text), {
          message: "This takes no control characters.",
          params: { code: "characters" },
        }),
    );

/** A name of up to 200 characters. */
export const name = line(200);

/** An e-mail address, in lower case. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ format: "email", description: "Stored in lower case." });

/** A text that `normalize` brings into its stored form, or refuses with null. */
export const normalized = (normalize: (text: string) => string | null, code: string, message: string) =>
  z
    .string()
    .max(50)
    .transform((text, context) => {
      const value = normalize(text);
      if (value !== null) return value;
      context.addIssue({ code: "custom", message, params: { code } });
      return z.NEVER;
    });
