import type { ResultValue } from "../api/bindings";

/** HL7 v2 table 0078 in words. */
const interpretations: Record<string, string> = {
  L: "Low",
  LL: "Very low",
  H: "High",
  HH: "Very high",
  A: "Abnormal",
  AA: "Very abnormal",
  POS: "Positive",
  R: "Resistant",
};

/** UCUM units that are written otherwise on paper. */
const units: Record<string, string> = {
  "mm[Hg]": "mmHg",
  "10*3/uL": "×10³/µL",
  "10*6/uL": "×10⁶/µL",
  "{score}": "",
  "1": "",
  "[degF]": "°F",
  Cel: "°C",
};

const unitWords = (unit: string | null) => (unit === null ? "" : (units[unit] ?? unit.replace(/\{.*?\}/g, "")));

/** A number of a result to four figures, and one decimal at least; whole numbers as they are. */
function figure(number: number): string {
  if (Number.isInteger(number)) return String(number);
  const before = Math.trunc(Math.abs(number)).toString().length;
  const decimals = Math.abs(number) < 1 ? 4 : Math.max(1, 4 - before);
  return String(Number(number.toFixed(decimals)));
}

/** What was measured, with its unit. */
export function amountOf({ number, unit, text }: Pick<ResultValue, "number" | "unit" | "text">): string {
  return number === null ? (text ?? "") : `${figure(number)} ${unitWords(unit)}`.trim();
}

/** What is usual, if the laboratory said so. */
export function rangeOf(r: Pick<ResultValue, "range_low" | "range_high" | "range_text">): string {
  if (r.range_text) return `usual ${r.range_text}`;
  if (r.range_low !== null && r.range_high !== null) return `usual ${figure(r.range_low)}–${figure(r.range_high)}`;
  if (r.range_low !== null) return `usual from ${figure(r.range_low)}`;
  if (r.range_high !== null) return `usual up to ${figure(r.range_high)}`;
  return "";
}

/** How an unusual result is unusual. */
export function flagOf({ interpretation }: Pick<ResultValue, "interpretation">): string {
  return interpretation === null ? "Unusual" : (interpretations[interpretation] ?? interpretation);
}
