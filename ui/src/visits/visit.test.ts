import { expect, test } from "vitest";
import { modifiersOf, toggled } from "../shared/charges/pointers";
import { missingAt } from "./missing";
import { moved } from "./useDiagnoses";
import { emptyVitals, entriesOf, fieldOfFault } from "./vitalFields";

const written = { subjective: "Cough", objective: "Clear", assessment: "Cold", plan: "Rest" };
const whole = {
  typed: written,
  reason: "Cough",
  vitals: 1,
  diagnoses: [{ code: "J00", billable: true }],
  charges: 1,
  allergies: "none_known" as const,
};

test("a whole visit lacks nothing before its signature", () => {
  expect(missingAt(whole)).toEqual([]);
});

test("an empty visit is told all it lacks, the note first", () => {
  const empty = { subjective: " ", objective: "", assessment: "", plan: "\n" };
  const bare = { typed: empty, reason: null, vitals: 0, diagnoses: [], charges: 0, allergies: "not_asked" as const };
  expect(missingAt(bare)).toEqual([
    "The note is empty.",
    "No diagnosis.",
    "No charges.",
    "No reason for the visit.",
    "No vitals.",
    "Allergies were not asked.",
  ]);
});

test("a note in part and a heading are named", () => {
  const part = {
    ...whole,
    typed: { ...written, objective: "", plan: "" },
    diagnoses: [{ code: "E11", billable: false }],
  };
  expect(missingAt(part)).toEqual([
    "The note has no objective or plan.",
    "E11 is only a heading; choose a code below it.",
  ]);
});

test("charges one may not see are not called missing", () => {
  expect(missingAt({ ...whole, charges: null, allergies: null })).toEqual([]);
});

test("a diagnosis moves by one place and not off the list", () => {
  expect(moved(["A", "B", "C"], 2, -1)).toEqual(["A", "C", "B"]);
  expect(moved(["A", "B", "C"], 0, 1)).toEqual(["B", "A", "C"]);
  expect(moved(["A", "B"], 0, -1)).toEqual(["A", "B"]);
  expect(moved(["A", "B"], 1, 1)).toEqual(["A", "B"]);
});

test("pointers keep the order in which they were clicked", () => {
  expect(toggled(["I10"], "E11.9")).toEqual(["I10", "E11.9"]);
  expect(toggled(["I10", "E11.9"], "I10")).toEqual(["E11.9"]);
});

test("modifiers are read however they are divided", () => {
  expect(modifiersOf("25, lt;59")).toEqual(["25", "LT", "59"]);
  expect(modifiersOf("  ")).toEqual([]);
});

test("only what was measured is sent, and a fault finds its field again", () => {
  const sent = entriesOf({ ...emptyVitals, weight: " 180 lb ", temperature: "986", blood_pressure: " 120/80" });
  expect(sent).toEqual({
    vitals: [
      { vital: "weight", entry: "180 lb" },
      { vital: "temperature", entry: "986" },
    ],
    blood_pressure: "120/80",
  });
  expect(fieldOfFault("vitals.1.entry", sent)).toBe("temperature");
  expect(fieldOfFault("blood_pressure", sent)).toBe("blood_pressure");
  expect(fieldOfFault("taken_at", sent)).toBeUndefined();
});
