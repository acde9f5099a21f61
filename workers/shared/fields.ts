import * as z from "zod";

/** The fields that people and firms have in every service, brought into the form they are stored in. */

/** A name of up to 200 characters, with one space between words. */
export const name = z
  .string()
  .transform((text) => text.normalize("NFC").trim().replace(/\s+/gu, " "))
  .pipe(
    z
      .string()
      .min(1)
      .max(200)
      .refine((text) => !/\p{C}/u.test(text), {
        message: "A name has no control characters.",
        params: { code: "characters" },
      }),
  );

/** An e-mail address, in lower case. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ format: "email", description: "Stored in lower case." });
