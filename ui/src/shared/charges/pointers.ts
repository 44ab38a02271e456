import type { VisitDiagnosis } from "../../api/bindings";

/** A diagnosis of the visit as a line of charges offers it. */
export interface Pointer {
  letter: string;
  code: string;
  display: string;
  on: boolean;
}

/** The visit's diagnoses, and whether the line points to each. */
export function pointers(diagnoses: readonly VisitDiagnosis[], pointed: readonly string[]): Pointer[] {
  return diagnoses.map(({ letter, code, display }) => ({ letter, code, display, on: pointed.includes(code) }));
}

/** The line's diagnoses with one taken away, or added behind the others. */
export function toggled(pointed: readonly string[], code: string): string[] {
  return pointed.includes(code) ? pointed.filter((one) => one !== code) : [...pointed, code];
}

/** "25, lt" as 25 and LT. */
export function modifiersOf(typed: string): string[] {
  return typed
    .toUpperCase()
    .split(/[\s,;-]+/)
    .filter(Boolean);
}
