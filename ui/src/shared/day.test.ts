import { describe, expect, test } from "vitest";
import { addMonths, ageOn, dayDigits, dayWords, isDay, parseDay, todayIn } from "./day";

const today = "2026-11-22"; // a Sunday
const birth = (text: string) => parseDay(text, { today, toward: "past" });
const any = (text: string) => parseDay(text, { today });
const visit = (text: string) => parseDay(text, { today, toward: "future" });

describe("a birth date is read in every usual form", () => {
  test.each([
    "3/4/61",
    "3-4-61",
    "3.4.61",
    "03/04/1961",
    "030461",
    "03041961",
    "March 4 1961",
    "march 4, 1961",
    "Mar. 4th 61",
    "4 March 1961",
    "4-mar-1961",
    "1961-03-04",
    "1961/3/4",
    " 3/4/1961 ",
  ])("%s", (text) => expect(birth(text)).toBe("1961-03-04"));
});

test("a two-digit birth year is the latest one that is not in the future", () => {
  expect(birth("11/22/26")).toBe("2026-11-22");
  expect(birth("11/23/26")).toBe("1926-11-23");
  expect(birth("1/1/27")).toBe("1927-01-01");
});

test("a two-digit year elsewhere may lie a few years ahead", () => {
  expect(any("1/1/30")).toBe("2030-01-01");
  expect(any("1/1/61")).toBe("1961-01-01");
});

test("a day without a year is the nearest sensible one", () => {
  expect(visit("1/5")).toBe("2027-01-05");
  expect(visit("dec 1")).toBe("2026-12-01");
  expect(birth("dec 1")).toBe("2025-12-01");
});

test("days are counted from today", () => {
  expect(visit("today")).toBe(today);
  expect(visit("tomorrow")).toBe("2026-11-23");
  expect(visit("mon")).toBe("2026-11-23");
  expect(visit("sunday")).toBe("2026-11-29");
  expect(visit("2w")).toBe("2026-12-06");
  expect(visit("+3m")).toBe("2027-02-22");
  expect(birth("2w")).toBe("2026-11-08");
  expect(birth("fri")).toBe("2026-11-20");
});

describe("what is no day is refused, not guessed", () => {
  test.each([
    "2/30/1961",
    "13/4/1961",
    "0/4/61",
    "1/1/1700",
    "5/5/2190x",
    "banana",
    "ma",
    "3/4/196",
    "2/29/2025",
    "3/4-61",
    "",
  ])("%s", (text) => expect(birth(text)).toBeNull());
  test("a birth date in the future", () => expect(birth("1/1/2190")).toBeNull());
});

test("leap days are days", () => {
  expect(birth("2/29/2024")).toBe("2024-02-29");
  expect(isDay("2024-02-29")).toBe(true);
  expect(isDay("2023-02-29")).toBe(false);
});

test("a month later ends with the shorter month", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-01-31", -2)).toBe("2025-11-30");
});

test("days are shown plainly", () => {
  expect(dayDigits("1961-03-04")).toBe("03/04/1961");
  expect(dayWords("1961-03-04", true)).toBe("Sat, Mar 4, 1961");
});

test("age is said as a clinic says it", () => {
  expect(ageOn("2026-11-22", today)).toBe("newborn");
  expect(ageOn("2026-11-21", today)).toBe("1 day");
  expect(ageOn("2026-10-01", today)).toBe("7 weeks");
  expect(ageOn("2025-11-23", today)).toBe("11 months");
  expect(ageOn("2024-11-23", today)).toBe("23 months");
  expect(ageOn("1961-11-23", today)).toBe("64 y");
  expect(ageOn("1961-11-22", today)).toBe("65 y");
  expect(ageOn("2027-01-01", today)).toBe("");
});

test("today is the practice's day, not the machine's", () => {
  const late = new Date("2026-11-23T03:00:00Z");
  expect(todayIn("America/New_York", late)).toBe("2026-11-22");
  expect(todayIn("Asia/Tokyo", late)).toBe("2026-11-23");
});
