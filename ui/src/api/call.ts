import { invoke } from "@tauri-apps/api/core";
import type { Commands, CreatedPractice, FaultCode, Fault as Told } from "./bindings";
import type { WindowActs } from "./window";

/** Every question and act: the practice's door and the window's own acts. */
export type Acts = Commands & WindowActs & Omit<Soon, keyof Commands>;

/** Called by the first run before the records crate lists it; gives way to the generated one by itself. */
interface Soon {
  create_sample_practice: { input: { passphrase: string }; output: CreatedPractice };
}

export type ActName = keyof Acts;
/** What may be null may be left out. */
export type InputOf<N extends ActName> = Lenient<Acts[N]["input"]>;
export type OutputOf<N extends ActName> = Acts[N]["output"];

type Nullable<T> = { [K in keyof T]-?: null extends T[K] ? K : never }[keyof T];
type Lenient<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer E)[]
    ? Lenient<E>[]
    : { [K in Exclude<keyof T, Nullable<T>>]: Lenient<T[K]> } & { [K in Nullable<T>]?: Lenient<T[K]> | undefined };

/** A refused or failed call. `unreachable` is the window's own: the call never got an answer. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode | "unreachable";
  /** Dotted path of the input field at fault, such as `address.zip`. */
  readonly field: string | undefined;
  /** Figures that belong to the code, such as `retry_in_seconds`. */
  readonly detail: Record<string, unknown>;
  /** Finds the failure in the log. */
  readonly reference: string;

  constructor(told: Partial<Omit<Told, "code">> & { code: Fault["code"] }) {
    super(told.message ?? "");
    this.code = told.code;
    this.field = told.field ?? undefined;
    this.detail = told.detail ?? {};
    this.reference = told.reference ?? "";
  }

  /** Makes a fault of whatever a promise was rejected with. */
  static of(reason: unknown): Fault {
    if (reason instanceof Fault) return reason;
    if (typeof reason === "object" && reason !== null && "code" in reason && typeof reason.code === "string") {
      return new Fault(reason as Told);
    }
    return new Fault({ code: "unreachable" });
  }
}

const lockListeners = new Set<() => void>();

/** Runs `listener` whenever a call finds the practice locked. Returns the way to stop. */
export function onFoundLocked(listener: () => void): () => void {
  lockListeners.add(listener);
  return () => lockListeners.delete(listener);
}

/** Asks the door, or the window, one thing. Rejects with a {@link Fault}. */
export async function call<N extends ActName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  try {
    return await invoke<OutputOf<N>>("call", { name, input });
  } catch (reason) {
    const fault = Fault.of(reason);
    if (fault.code === "locked") for (const listener of lockListeners) listener();
    throw fault;
  }
}
