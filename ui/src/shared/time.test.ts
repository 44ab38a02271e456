import { describe, expect, test } from "vitest";
import { momentWords, parseTime, timeWords } from "./time";

describe("a time is read as a front desk types it", () => {
  test.each([
    ["9", "09:00"],
    ["930", "09:30"],
    ["0930", "09:30"],
    ["9:30", "09:30"],
    ["9.30", "09:30"],
    ["9:30p", "21:30"],
    ["9:30 pm", "21:30"],
    ["9 a.m.", "09:00"],
    ["2", "14:00"],
    ["215", "14:15"],
    ["02:00", "02:00"],
    ["2a", "02:00"],
    ["12", "12:00"],
    ["12a", "00:00"],
    ["12p", "12:00"],
    ["14", "14:00"],
    ["1430", "14:30"],
    ["0", "00:00"],
    ["noon", "12:00"],
  ])("%s is %s", (typed, time) => expect(parseTime(typed)).toBe(time));
});

describe("what is no time is refused", () => {
  test.each(["", "24", "25:00", "9:60", "13p", "0a", "nine", "9:3", "12345"])("%s", (typed) =>
    expect(parseTime(typed)).toBeNull(),
  );
});

test("times are shown with am and pm", () => {
  expect(timeWords("00:05")).toBe("12:05 am");
  expect(timeWords("12:00")).toBe("12:00 pm");
  expect(timeWords("21:30")).toBe("9:30 pm");
});

test("a moment is shown on the practice's clock", () => {
  expect(momentWords("2026-03-04T14:30:00Z", "America/New_York")).toBe("Mar 4, 2026, 9:30 am");
});
