import { fromBase64 } from "../shared/bytes.ts";
import { readKey } from "./key.ts";

/**
 * Reads an `Authorization` header: `Bearer` with a key, or `Basic` (RFC 7617, UTF-8) with an e-mail and its password,
 * or with a key as user name or as password. Null for what is neither.
 */
export function readCredentials(
  header: string,
): { key: string } | { email: string; password: string } | null {
  const [, scheme = "", value = ""] = /^(\w+) +([\w.~+/=-]+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() === "bearer") return { key: value };
  if (scheme.toLowerCase() !== "basic") return null;
  const text = decode(value);
  const colon = text?.indexOf(":") ?? -1;
  if (text === null || colon === -1) return null;
  const [user, password] = [text.slice(0, colon), text.slice(colon + 1)];
  const key = [user, password].find((part) => readKey(part) !== null);
  return key === undefined ? { email: user, password } : { key };
}

function decode(value: string): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fromBase64(value));
  } catch {
    return null;
  }
}
