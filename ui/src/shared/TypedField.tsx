import { Text, TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** What every field that reads a value out of typed text takes. */
export interface TypedFieldProps<V>
  extends Omit<TextInputProps, "value" | "defaultValue" | "onChange" | "type" | "rightSection" | "rightSectionWidth"> {
  /** The value; null when empty or not readable yet. */
  value: V | null;
  /** Told at every keystroke: the value read, or null. */
  onChange: (value: V | null) => void;
}

interface Reading<V> {
  /** The value of the text, or null. */
  parse: (text: string) => V | null;
  /** The text that stands in the field once it is left. */
  write: (value: V) => string;
  /** How the value read is confirmed at the field's end while typing. */
  confirm?: (value: V) => string;
  /** Width of the confirmation in px. */
  confirmWidth?: number;
  /** What to type, shown when the text cannot be read. */
  hint: string;
}

/**
 * A text field that reads a value as it is typed, shows what it understood, and tidies the text when it is left.
 * Text it cannot read keeps the form from being submitted; nothing typed is thrown away.
 */
export function TypedField<V extends string | number>({
  value,
  onChange,
  onBlur,
  error,
  parse,
  write,
  confirm,
  confirmWidth = 0,
  hint,
  ...rest
}: TypedFieldProps<V> & Reading<V>) {
  const [text, setText] = useState(value === null ? "" : write(value));
  const [left, setLeft] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const told = useRef(value);

  // The value was set from outside: a draft came back, or the form was cleared. Before the next key: one typed between a
  // drawing and its effect would be taken for such a value, and be tidied while it is typed.
  useLayoutEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value === null ? "" : write(value));
  }, [value, write]);

  const unreadable = text.trim() !== "" && value === null;
  useEffect(() => input.current?.setCustomValidity(unreadable ? hint : ""), [unreadable, hint]);

  const understood = confirm && value !== null && text.trim() ? confirm(value) : "";
  // Tidied text that says the same needs no confirmation beside it.
  const confirmation = understood === text ? "" : understood;
  return (
    <TextInput
      {...rest}
      ref={input}
      autoComplete="off"
      value={text}
      error={error || (left && unreadable ? hint : undefined)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        // Not on focus: a refused form puts the focus here, and then the hint has to stand.
        setLeft(false);
        const read = parse(event.currentTarget.value);
        told.current = read;
        onChange(read);
      }}
      onInvalid={(event) => {
        event.preventDefault();
        setLeft(true);
      }}
      onBlur={(event) => {
        setLeft(true);
        if (value !== null) setText(write(value));
        onBlur?.(event);
      }}
      rightSection={
        confirmation ? (
          <Text component="span" size="xs" c="dimmed" truncate aria-live="polite">
            {confirmation}
          </Text>
        ) : undefined
      }
      rightSectionWidth={confirmation ? confirmWidth : undefined}
      rightSectionPointerEvents="none"
    />
  );
}
