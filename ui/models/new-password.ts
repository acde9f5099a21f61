/** Without those that look alike. */
const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password that nobody guesses and everybody can read out: about 80 random bits. */
export function generatePassword(): string {
  const signs: string[] = [];
  while (signs.length < 16) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // Each sign as often as any other.
    if (byte < 248) signs.push(SIGNS[byte % SIGNS.length]!);
  }
  return signs.join("").replace(/(.{4})(?=.)/g, "$1-");
}
