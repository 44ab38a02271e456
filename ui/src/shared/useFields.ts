import { useState } from "react";
import type { Fault } from "../api/call";
import type { Typing } from "./useTyping";

/** Dotted paths into a form's values: `name`, `address.zip`. */
export type FieldPath<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? {
        [K in keyof T & string]: NonNullable<T[K]> extends object ? K | `${K}.${FieldPath<NonNullable<T[K]>>}` : K;
      }[keyof T & string]
    : never;

/** The value at a dotted path. */
export type FieldValue<T, P extends string> = P extends keyof T
  ? T[P]
  : P extends `${infer K}.${infer Rest}`
    ? K extends keyof T
      ? FieldValue<NonNullable<T[K]>, Rest>
      : never
    : never;

/** What inputs need of a form. A form with more fields can be passed where one with fewer is asked for. */
export type Fillable<T extends object> = Pick<Typing<T>, "value" | "set"> & { flush?: () => void };

/** The fault, as long as what it found fault with is still in its field. */
export function useStandingFault(value: object, fault: Fault | null | undefined): Fault | null {
  const [found, setFound] = useState({ fault, value });
  if (found.fault !== fault) setFound({ fault, value });
  if (!fault?.field) return fault ?? null;
  return at(found.value, fault.field) === at(value, fault.field) ? fault : null;
}

/**
 * Ties a form's values and the door's fault to its inputs. `text` for text inputs and native selects,
 * `checked` for checkboxes, `field` for everything that takes `value` and `onChange(value)`.
 */
export function useFields<T extends object>(typing: Fillable<T>, fault?: Fault | null) {
  type P = FieldPath<T>;
  const standing = useStandingFault(typing.value, fault);
  const get = <Q extends P>(path: Q) => at(typing.value, path) as FieldValue<T, Q>;
  const put = (path: P, value: unknown) => typing.set((before) => withAt(before, path, value) as Partial<T>);
  const common = (path: P) => ({
    name: path as string,
    error: standing?.field === path ? standing.message : undefined,
    onBlur: () => typing.flush?.(),
  });
  return {
    field: <Q extends P>(path: Q) => ({
      ...common(path),
      value: get(path),
      onChange: (value: FieldValue<T, Q> | null) => put(path, value),
    }),
    text: (path: P) => ({
      ...common(path),
      value: (get(path) as string | null | undefined) ?? "",
      // The door takes a blank line for one left out.
      onChange: (event: { currentTarget: { value: string } }) => put(path, event.currentTarget.value),
    }),
    checked: (path: P) => ({
      ...common(path),
      checked: Boolean(get(path)),
      onChange: (event: { currentTarget: { checked: boolean } }) => put(path, event.currentTarget.checked),
    }),
  };
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], value);
}

function withAt(value: object, path: string, to: unknown): object {
  const [key = "", ...rest] = path.split(".");
  const inner = (value as Record<string, object | undefined>)[key];
  return { ...value, [key]: rest.length ? withAt(inner ?? {}, rest.join("."), to) : to };
}
