import { expect, test } from "vitest";
import { changesOf, spoken } from "./history";

test("history shows what a reader can use, and no keys or stamps", () => {
  const changes = changesOf({
    before: { version: 1, status: "active", stop_on: null, changed_by: "x" },
    after: { version: 2, status: "stopped", stop_on: "2026-11-22", changed_by: "y", patient_id: "z" },
  });
  expect(changes).toEqual([
    { field: "status", before: "active", after: "stopped" },
    { field: "stop_on", before: null, after: "2026-11-22" },
  ]);
});

test("names of fields and acts are read aloud", () => {
  expect(spoken("stop_medication")).toBe("Stop medication");
  expect(spoken("icd10")).toBe("ICD-10");
});
