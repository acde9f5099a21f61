import { fromBase64, sha256 } from "../shared/bytes.ts";

const PREFIX = "whsec_";
const SEAL = "sealed:";
const IV_BYTES = 12;

/** A new secret to sign with, as Standard Webhooks writes it: 32 random bytes in base64. */
export function createSecret(): string {
  return PREFIX + toPadded(crypto.getRandomValues(new Uint8Array(32)));
}

/** The secret as it is stored: encrypted (AES-GCM) if there is a key, else as it is. */
export async function sealSecret(secret: string, key: string | undefined): Promise<string> {
  if (!key) return secret;
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(secret);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await importKey(key), plain);
  return SEAL + toPadded(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** Reads a stored secret. Rejects if it was encrypted under another key. */
export async function openSecret(stored: string, key: string | undefined): Promise<string> {
  if (!stored.startsWith(SEAL)) return stored;
  if (!key) throw new Error("this secret is encrypted, and WEBHOOK_KEY isn't set");
  const bytes = fromBase64(stored.slice(SEAL.length));
  const iv = bytes.slice(0, IV_BYTES);
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv },
    await importKey(key),
    bytes.slice(IV_BYTES),
  );
  return new TextDecoder().decode(plain);
}

/** The signature of a message under a secret (https://www.standardwebhooks.com): `v1,` and HMAC-SHA256 in base64. */
export async function sign(
  secret: string,
  message: { id: string; timestamp: number; body: string },
): Promise<string> {
  const bytes = fromBase64(secret.slice(PREFIX.length));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const content = new TextEncoder().encode(`${message.id}.${message.timestamp}.${message.body}`);
  return `v1,${toPadded(new Uint8Array(await crypto.subtle.sign("HMAC", key, content)))}`;
}

async function importKey(key: string): Promise<CryptoKey> {
  const digest = await sha256(key);
  const bytes = Uint8Array.from(digest.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Base64 with padding, which other languages' libraries ask for. */
function toPadded(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
