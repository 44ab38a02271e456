import { describe, expect, it } from "vitest";
import type { Appointment, Schedule } from "../api/bindings";
import { clock, closed, events, hoursShown, minutesBetween, neighbour, plusMinutes, wallNow, wallOf } from "./grid";
import { minutesWords, spanWords } from "./words";

const day = "2027-03-14";
const hours = [
  { day, from_minute: 780, to_minute: 1020 },
  { day, from_minute: 540, to_minute: 720 },
];

function appointment(id: string, practitioner: string, time: string, minutes = 20): Appointment {
  const starts_at = `${day}T${time}`;
  return {
    id,
    practitioner,
    starts_at,
    ends_at: plusMinutes(starts_at, minutes),
    minutes,
    status: "booked",
  } as Appointment;
}

function schedule(appointments: Appointment[]): Schedule {
  const column = (practitioner: string) => ({
    practitioner,
    display_name: practitioner,
    credential: null,
    color: "#000000",
    hours,
  });
  return { from: day, days: 1, today: day, now: "", columns: [column("a"), column("b")], appointments };
}

describe("wall times", () => {
  it("go on over midnight, 29 February and a change of clocks as a wall clock does", () => {
    expect(plusMinutes("2028-02-28T23:50", 20)).toBe("2028-02-29T00:10");
    expect(plusMinutes("2027-03-14T01:50", 20)).toBe("2027-03-14T02:10");
    expect(minutesBetween("2027-03-14T01:00", "2027-03-14T04:00")).toBe(180);
  });
  it("are read from the calendar's dates", () => {
    expect(wallOf(new Date(2026, 10, 2, 9, 5))).toBe("2026-11-02T09:05");
  });
  it("are those of the practice's zone, in winter and in summer", () => {
    expect(wallNow("America/New_York", new Date("2026-11-22T19:40:00Z"))).toBe("2026-11-22T14:40");
    expect(wallNow("America/New_York", new Date("2027-07-01T04:05:00Z"))).toBe("2027-07-01T00:05");
    expect(wallNow("Asia/Kathmandu", new Date("2026-12-31T18:20:00Z"))).toBe("2027-01-01T00:05");
  });
  it("are said shortly", () => {
    expect(spanWords({ starts_at: `${day}T09:00`, ends_at: `${day}T09:20` })).toBe("9:00–9:20 am");
    expect(spanWords({ starts_at: `${day}T11:50`, ends_at: `${day}T12:10` })).toBe("11:50 am–12:10 pm");
    expect(minutesWords(65)).toBe("1 h 05 min");
    expect(clock(545)).toBe("09:05");
  });
});

describe("the day", () => {
  it("greys what is outside the hours, lunch too", () => {
    expect(closed(hours, day)).toEqual([
      { from: 0, to: 540 },
      { from: 720, to: 780 },
      { from: 1020, to: 1440 },
    ]);
    expect(closed(hours, "2027-03-15")).toEqual([{ from: 0, to: 1440 }]);
  });
  it("shows every hour that is worked or booked, with an hour of air", () => {
    expect(hoursShown(schedule([]))).toEqual({ from: 480, to: 1200 });
    expect(hoursShown(schedule([appointment("1", "a", "06:10"), appointment("2", "a", "22:00", 120)]))).toEqual({
      from: 300,
      to: 1440,
    });
    expect(hoursShown({ ...schedule([]), columns: [] })).toEqual({ from: 420, to: 1140 });
  });
  it("lets what is over stay where it is", () => {
    const drawn = events(schedule([{ ...appointment("1", "a", "09:00"), status: "fulfilled" }]), true);
    expect(drawn.find((e) => e.id === "1")?.editable).toBe(false);
  });
  it("is walked with the arrow keys", () => {
    const [first, second, beside] = [
      appointment("1", "a", "09:00"),
      appointment("2", "a", "10:00"),
      appointment("3", "b", "09:50"),
    ];
    const all = schedule([first, beside, second]);
    expect(neighbour(all, first, "ArrowDown")).toBe(second);
    expect(neighbour(all, first, "ArrowUp")).toBeUndefined();
    expect(neighbour(all, second, "ArrowRight")).toBe(beside);
    expect(neighbour(all, beside, "ArrowLeft")).toBe(second);
    expect(neighbour(all, beside, "ArrowRight")).toBeUndefined();
  });
});
