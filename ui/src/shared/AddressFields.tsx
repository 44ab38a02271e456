import { Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { Address } from "../api/bindings";
import { states } from "./states";

interface AddressFieldsProps {
  value: Address;
  onChange: (address: Address) => void;
  /** The door's fault by part, from `useFields(…).field("address").error` and its like. */
  errors?: Partial<Record<keyof Address, string | undefined>>;
  /** Path of the address in the form, for its inputs' names. */
  name: string;
  onBlur?: () => void;
}

/** A United States postal address. */
export function AddressFields({ value, onChange, errors = {}, name, onBlur }: AddressFieldsProps) {
  const text = (part: keyof Address) => ({
    name: `${name}.${part}`,
    value: value[part] ?? "",
    error: errors[part],
    onBlur: () => onBlur?.(),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [part]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label="Street and number" autoComplete="off" {...text("line1")} />
        <TextInput label="Suite, apartment" autoComplete="off" {...text("line2")} />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label="City" autoComplete="off" {...text("city")} />
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label="State"
            searchable
            clearable
            data={states}
            limit={60}
            name={`${name}.state`}
            value={value.state || null}
            error={errors.state}
            onBlur={() => onBlur?.()}
            onChange={(state) => onChange({ ...value, state })}
          />
          <TextInput label="ZIP" autoComplete="off" inputMode="numeric" {...text("zip")} />
        </SimpleGrid>
      </SimpleGrid>
    </Stack>
  );
}
