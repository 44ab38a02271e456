import { describe, expect, test } from "vitest";
import { moneyWords, parseMoney } from "./money";

describe("an amount becomes whole cents", () => {
  test.each([
    ["12", 1200],
    ["12.5", 1250],
    ["12.", 1200],
    [".75", 75],
    ["$1,234.50", 123450],
    ["1234.50", 123450],
    ["0.29", 29],
    ["1.10", 110],
    ["-20", -2000],
    ["(20.05)", -2005],
    ["0", 0],
  ])("%s is %i", (typed, cents) => expect(parseMoney(typed)).toBe(cents));
});

describe("what is no amount is refused", () => {
  test.each(["", ".", "$", "1,23", "12.345", "1e3", "12 dollars", "(20", "99999999999999999"])("%s", (typed) =>
    expect(parseMoney(typed)).toBeNull(),
  );
});

test("amounts are shown in dollars and cents, never rounded", () => {
  expect(moneyWords(0)).toBe("$0.00");
  expect(moneyWords(123450)).toBe("$1,234.50");
  expect(moneyWords(-2005)).toBe("−$20.05");
  expect(moneyWords(7)).toBe("$0.07");
});
