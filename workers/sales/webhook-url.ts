import type { InputError } from "../shared/problem.ts";

/** Names that lead nowhere on the public internet, or to whom asks (RFC 6761, 6762, 8375, and what routers use). */
const INSIDE =
  /(^|\.)(localhost|local|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid|example|onion)$/;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Why nothing may be sent there, null if it may: a webhook must not be a way to what only we can reach. So it has a
 * name, no address, and https; on a laptop it may be that machine itself.
 */
export function findUrlFault(text: string, allowsLocal: boolean): InputError | null {
  const fault = (code: string, detail: string) => ({ pointer: "/url", code, detail });
  if (!URL.canParse(text)) return fault("invalid_format", "This is no address.");
  const url = new URL(text);
  const host = url.hostname.replace(/\.$/, "");
  if (url.username || url.password)
    return fault("credentials", "Leave user and password out of the address.");
  if (url.hash) return fault("fragment", "Leave out what begins with #.");
  if (allowsLocal && LOOPBACK.has(host) && /^https?:$/.test(url.protocol)) return null;
  if (url.protocol !== "https:") return fault("https", "The address has to begin with https://.");
  const isAddress = host.startsWith("[") || /^[\d.]+$/.test(host); // `URL` has written all forms of IPv4 so
  if (isAddress || !host.includes(".") || INSIDE.test(host)) {
    return fault("inside", "Give a host name that everybody on the internet can reach.");
  }
  return null;
}
