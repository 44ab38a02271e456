import { describe, expect, it } from "vitest";
import type { FieldChange, Id } from "../api/bindings";
import { differing, linesOf } from "./differences";
import { filled, newAddress, newName, newTelecom, noDetails } from "./form";
import { readable } from "./HistoryDrawer";
import { nameFrom } from "./RegisterPage";
import { addressLine, entryWords } from "./words";

const asIs = (code: string) => code;

describe("what was typed into the search becomes the name of a new patient", () => {
  it("in either order", () => {
    expect(nameFrom("jose garcia-lopez")).toEqual({ given: "Jose", family: "Garcia-Lopez" });
    expect(nameFrom("garcía, josé maría")).toEqual({ given: "José María", family: "García" });
    expect(nameFrom("o'brien")).toEqual({ given: null, family: "O'Brien" });
  });
  it("but not a number, a date or a phone", () => {
    expect(nameFrom("smith 3/4/61")).toEqual({ given: null, family: "Smith" });
    expect(nameFrom("555-0134").given).toBeNull();
    expect(nameFrom(null)).toEqual({ given: null, family: "" });
  });
});

describe("a form as the door takes it", () => {
  it("leaves out rows nobody filled in", () => {
    const typed = { ...noDetails, telecoms: [newTelecom()], addresses: [newAddress()], other_names: [newName()] };
    expect(filled(typed)).toMatchObject({ telecoms: [], addresses: [], other_names: [] });
  });
  it("keeps a day of death only of one who died", () => {
    expect(filled({ ...noDetails, deceased: false, deceased_on: "2020-01-01" }).deceased_on).toBeNull();
    expect(filled({ ...noDetails, deceased: true, deceased_on: "2020-01-01" }).deceased_on).toBe("2020-01-01");
  });
});

describe("two records side by side", () => {
  it("differ where their words differ, and a blank counts as nothing", () => {
    const mine = linesOf({ ...noDetails, family: "Berg", given: "Anna", preferred_name: "" }, asIs, asIs);
    const theirs = linesOf({ ...noDetails, family: "Lind", given: "Anna" }, asIs, asIs);
    expect(differing(mine, theirs)).toEqual([{ label: "Legal name", mine: "Anna Berg", theirs: "Anna Lind" }]);
  });
});

describe("history is read line by line", () => {
  const change = (
    part: string,
    row: string,
    field: string,
    before: string | null,
    after: string | null,
  ): FieldChange => ({
    part,
    row: row as Id<"AnyRecord">,
    field,
    before,
    after,
  });
  it("an entry that came or went is one line, a changed field one of its own", () => {
    const lines = readable(
      [
        change("patient_telecom", "1", "value", null, "(614) 555-0134"),
        change("patient_telecom", "1", "kind", null, "mobile"),
        change("related_person", "2", "guarantor", "0", "1"),
        change("patient", "3", "birth_date", "1961-03-04", "1961-04-03"),
        change("patient_answer", "4", "question", "race", null),
        change("patient_answer", "4", "code", "2106-3", null),
      ],
      (code) => (code === "2106-3" ? "White" : code),
    );
    expect(lines.map(({ label, before, after }) => [label, before, after])).toEqual([
      ["Phone or email", null, "mobile, (614) 555-0134"],
      ["Contact: guarantor", "No", "Yes"],
      ["Birth date", "Mar 4, 1961", "Apr 3, 1961"],
      ["Race", "White", null],
    ]);
  });
});

it("addresses and counts are said in words", () => {
  expect(addressLine({ line1: "12 Mill Lane", line2: null, city: "Riverton", state: "OH", zip: "44100" })).toBe(
    "12 Mill Lane, Riverton, OH 44100",
  );
  expect(entryWords("visit", 1)).toBe("1 visit");
  expect(entryWords("allergy", 2)).toBe("2 allergies");
  expect(entryWords("visit_diagnosis", 2)).toBe("2 visit diagnoses");
});
