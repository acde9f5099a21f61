import { argon2id } from "@noble/hashes/argon2.js";
import { equalSecrets, fromBase64, toBase64 } from "../shared/bytes.ts";

/** What a hash costs: OWASP's first choice for argon2id, 19 MiB and about 0.2 s. */
export const PASSWORD_COST = "m=19456,t=2,p=1";

const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** How passwords are made unreadable. Each of the calls costs one hash. */
export interface Hasher {
  hash(password: string): string;
  /** Whether it is the password; null for no hash at all takes as long, and is false. */
  verify(password: string, stored: string | null): boolean;
  /** Whether a hash is to be made anew, because another cost was chosen since. */
  isOutdated(stored: string): boolean;
}

/**
 * Hashes with argon2id (RFC 9106), in the PHC format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Each hash is
 * verified with the cost that it was made with.
 */
export function createHasher(cost = PASSWORD_COST): Hasher {
  const nobody = `$argon2id$v=19$${cost}$${toBase64(new Uint8Array(SALT_BYTES))}$${toBase64(new Uint8Array(HASH_BYTES))}`;
  return {
    hash: (password) => {
      const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      return `$argon2id$v=19$${cost}$${toBase64(salt)}$${derive(password, salt, cost)}`;
    },
    verify: (password, stored) => {
      const [, , , ownCost = "", salt = "", hash = ""] = (stored ?? nobody).split("$");
      const isRight = equalSecrets(derive(password, fromBase64(salt), ownCost), hash);
      return isRight && stored !== null;
    },
    isOutdated: (stored) => !stored.startsWith(`$argon2id$v=19$${cost}$`),
  };
}

/** The same password may be typed in composed or decomposed characters (RFC 8265 normalizes to NFC, too). */
function derive(password: string, salt: Uint8Array, cost: string): string {
  const { m, t, p } = Object.fromEntries(
    cost.split(",").map((part) => {
      const [name = "", value] = part.split("=");
      return [name, Number(value)];
    }),
  );
  if (!m || !t || !p) throw new Error(`this is no cost of a password's hash: ${cost}`);
  return toBase64(argon2id(password.normalize("NFC"), salt, { m, t, p, dkLen: HASH_BYTES }));
}
