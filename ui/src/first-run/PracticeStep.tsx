import { Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Address } from "../api/bindings";
import type { Fault } from "../api/call";
import { AddressFields } from "../shared/AddressFields";
import { useFields } from "../shared/useFields";
import type { Typing } from "../shared/useTyping";
import { ZoneField } from "../shared/ZoneField";
import { NpiField } from "./NpiField";
import { StepForm } from "./Steps";
import type { Setup } from "./setup";

interface StepProps {
  setup: Typing<Setup>;
  fault: Fault | null;
  onBack: () => void;
  onNext: () => void;
}

/** The practice: what its paper says. Only the name and the zone are needed now. */
export function PracticeStep({ setup, fault, onBack, onNext }: StepProps) {
  const fields = useFields(setup, fault);
  const [asked, setAsked] = useState(false);
  const nameless = asked && !setup.value.practice.name.trim();
  const part = fault?.field?.startsWith("address.") ? (fault.field.slice("address.".length) as keyof Address) : null;
  return (
    <StepForm label="Practice" next="Next" onBack={onBack} onNext={onNext}>
      <Stack gap="sm">
        <TextInput
          label="Name of the practice"
          autoFocus
          required
          autoComplete="off"
          onInvalid={() => setAsked(true)}
          {...fields.text("practice.name")}
          error={
            fields.text("practice.name").error ?? (nameless ? "Every bill and letter carries this name." : undefined)
          }
        />
        <AddressFields
          name="practice.address"
          value={setup.value.practice.address}
          onChange={(address) => setup.set(({ practice }) => ({ practice: { ...practice, address } }))}
          errors={part && fault ? { [part]: fault.message } : {}}
        />
        <Group grow align="start" gap="sm">
          <TextInput label="Telephone" inputMode="tel" autoComplete="off" {...fields.text("practice.phone")} />
          <ZoneField label="Time zone" required {...fields.field("practice.zone")} />
        </Group>
        <Group grow align="start" gap="sm">
          <NpiField
            label="Organization NPI"
            description="If the practice bills under one."
            {...fields.text("practice.npi")}
          />
          <TextInput
            label="Tax ID"
            description="EIN or SSN, as bills show it."
            autoComplete="off"
            {...fields.text("practice.tax_id")}
          />
        </Group>
      </Stack>
    </StepForm>
  );
}
