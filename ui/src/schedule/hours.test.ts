import { describe, expect, it } from "vitest";
import { hoursShort, hoursWords, parseHours, toFields, toSpans } from "./hours";

describe("a day's hours", () => {
  it("are read as a practice says them", () => {
    expect(parseHours("9-12, 1-5")).toBe("09:00-12:00,13:00-17:00");
    expect(parseHours("8 to 4:30p")).toBe("08:00-16:30");
    expect(parseHours("1-5 and 8:30–noon")).toBe("08:30-12:00,13:00-17:00");
    expect(parseHours("7-3")).toBe("07:00-15:00");
    expect(parseHours("8-8")).toBe("08:00-20:00");
    expect(parseHours("off")).toBe("");
    for (const wrong of ["9", "9-12-3", "9-12,11-5", "x-y", "5p-9a"]) expect(parseHours(wrong)).toBeNull();
  });
  it("stay the same through the field and the door", () => {
    const spans = [
      { weekday: 1, from_minute: 480, to_minute: 720 },
      { weekday: 1, from_minute: 780, to_minute: 1020 },
      { weekday: 6, from_minute: 540, to_minute: 720 },
    ];
    expect(toSpans(toFields(spans))).toEqual(spans);
    for (const held of toFields(spans)) expect(parseHours(hoursWords(held))).toBe(held);
  });
  it("are written as short as they are read back", () => {
    expect(hoursShort("08:00-12:00,13:00-17:30")).toBe("8-12, 1-5:30");
    expect(hoursShort("07:00-15:00")).toBe("7-3");
    expect(hoursShort("06:00-14:00")).toBe("6:00 am–2:00 pm");
    expect(hoursShort("")).toBe("");
  });
});
