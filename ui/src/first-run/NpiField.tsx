import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { isNpi } from "./setup";

/** A National Provider Identifier, checked when the field is left; may stay empty. */
export function NpiField({ error, ...props }: TextInputProps) {
  const [left, setLeft] = useState(false);
  const typed = String(props.value ?? "").trim();
  const wrong = typed !== "" && !isNpi(typed);
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      {...props}
      ref={(input) => input?.setCustomValidity(wrong ? "not an NPI" : "")}
      error={error || (wrong && left ? "Not an NPI: ten digits, as the NPPES letter shows them." : undefined)}
      onInvalid={() => setLeft(true)}
      onBlur={(event) => {
        setLeft(true);
        props.onBlur?.(event);
      }}
    />
  );
}
