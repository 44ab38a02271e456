import { expect, test } from "vitest";
import { amountOf, flagOf, rangeOf } from "./resultWords";
import { byYear } from "./timelineWords";

const entry = (id: string, at: string, on: string | null = null) => ({
  id,
  at,
  on,
  kind: "visit" as const,
  title: "",
  detail: null,
  status: "signed",
  who: null,
});

test("entries stand under the year of the practice's calendar", () => {
  const years = byYear(
    [
      entry("a", "2026-01-01T03:00:00Z"),
      entry("b", "2025-12-31T12:00:00Z"),
      entry("c", "2025-01-01T00:00:00Z", "2025-01-01"),
    ],
    "America/New_York",
  );
  expect(years.map(({ year, entries }) => [year, entries.map((one) => one.id)])).toEqual([["2025", ["a", "b", "c"]]]);
});

test("a result reads without the noise of arithmetic and of UCUM", () => {
  expect(amountOf({ number: 6.300000000001, unit: "%", text: null })).toBe("6.3 %");
  expect(amountOf({ number: 186.396, unit: "mg/dL", text: null })).toBe("186.4 mg/dL");
  expect(amountOf({ number: 0.012345, unit: "ng/mL", text: null })).toBe("0.0123 ng/mL");
  expect(amountOf({ number: 250000, unit: "/uL", text: null })).toBe("250000 /uL");
  expect(amountOf({ number: 120, unit: "mm[Hg]", text: null })).toBe("120 mmHg");
  expect(amountOf({ number: 3, unit: "{score}", text: null })).toBe("3");
  expect(amountOf({ number: null, unit: null, text: "Negative" })).toBe("Negative");
});

test("a range is said as far as it is known", () => {
  expect(rangeOf({ range_low: 4, range_high: 5.6, range_text: null })).toBe("usual 4–5.6");
  expect(rangeOf({ range_low: null, range_high: 5.6, range_text: null })).toBe("usual up to 5.6");
  expect(rangeOf({ range_low: null, range_high: null, range_text: "Negative" })).toBe("usual Negative");
  expect(rangeOf({ range_low: null, range_high: null, range_text: null })).toBe("");
});

test("an unusual result is called by a word, also when the laboratory's letter is not known", () => {
  expect(flagOf({ interpretation: "HH" })).toBe("Very high");
  expect(flagOf({ interpretation: "W" })).toBe("W");
  expect(flagOf({ interpretation: null })).toBe("Unusual");
});
