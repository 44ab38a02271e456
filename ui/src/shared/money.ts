/** Money is whole cents everywhere; only these two know dollars. */

/** Reads "12", "12.5", "$1,234.50", ".75", "-20", "(20)". Nothing when it is no amount, or finer than a cent. */
export function parseMoney(typed: string): number | null {
  const text = typed.trim();
  const parts = /^(\(|-)?\s*\$?\s*(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d{0,2}))?\s*(\))?$/.exec(text);
  if (!parts) return null;
  const [, sign, whole = "", fraction = "", close] = parts;
  if (!whole && !fraction) return null;
  if ((sign === "(") !== (close === ")")) return null;
  const cents = Number(whole.replaceAll(",", "") || 0) * 100 + Number(fraction.padEnd(2, "0") || 0);
  if (!Number.isSafeInteger(cents)) return null;
  return sign && cents ? -cents : cents;
}

/** $1,234.50; a negative amount is −$20.00. */
export function moneyWords(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100).toLocaleString("en-US");
  return `${cents < 0 ? "−" : ""}$${whole}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
}
