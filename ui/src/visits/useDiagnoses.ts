import { useRef } from "react";
import type { Visit } from "../api/bindings";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";

/** The most a visit carries: A to L on a claim. */
export const mostDiagnoses = 12;

/** The list with one moved a place up (-1) or down (1). */
export function moved(codes: readonly string[], at: number, by: -1 | 1): string[] {
  const next = [...codes];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(Math.max(0, at + by), 0, one);
  return next;
}

/** The diagnoses of a visit and what can be done with them. Acts follow one another, each on what the one before left. */
export function useDiagnoses(visit: Visit) {
  const setting = useChange("set_diagnoses");
  const latest = useRef(visit);
  if (visit.version >= latest.current.version) latest.current = visit;
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  function change(to: (codes: string[]) => string[]) {
    queue.current = queue.current.then(async () => {
      const { id, patient, version, diagnoses } = latest.current;
      const codes = to(diagnoses.map((one) => one.code));
      const kept = await setting
        .mutateAsync({ patient, visit: id, version, diagnoses: codes.map((code) => ({ code })) })
        .catch(() => null);
      if (kept) latest.current = kept;
    });
  }

  return {
    list: visit.diagnoses,
    add: (code: string) => {
      if (latest.current.diagnoses.some((one) => one.code === code)) return toast("It is already on the list.");
      change((codes) => [...codes, code]);
    },
    remove: (code: string) => change((codes) => codes.filter((one) => one !== code)),
    move: (code: string, by: -1 | 1) => change((codes) => moved(codes, codes.indexOf(code), by)),
  };
}

export type DiagnosisList = ReturnType<typeof useDiagnoses>;
