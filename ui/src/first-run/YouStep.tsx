import { Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Fault } from "../api/call";
import { useFields } from "../shared/useFields";
import type { Typing } from "../shared/useTyping";
import { NpiField } from "./NpiField";
import { StepForm } from "./Steps";
import type { Setup } from "./setup";

interface StepProps {
  setup: Typing<Setup>;
  fault: Fault | null;
  onBack: () => void;
  onNext: () => void;
}

/** The first user, who runs the practice and often treats. */
export function YouStep({ setup, fault, onBack, onNext }: StepProps) {
  const fields = useFields(setup, fault);
  const [asked, setAsked] = useState(false);
  const nameless = asked && !setup.value.user.display_name.trim();
  return (
    <StepForm label="You" next="Next" onBack={onBack} onNext={onNext}>
      <Stack gap="sm">
        <Text c="dimmed">You are the first user and the administrator. You can add the others later.</Text>
        <TextInput
          label="Your name"
          description="As it stands on notes and bills."
          autoFocus
          required
          autoComplete="off"
          onInvalid={() => setAsked(true)}
          {...fields.text("user.display_name")}
          error={fields.text("user.display_name").error ?? (nameless ? "Type your name." : undefined)}
        />
        <Checkbox
          label="I treat patients: give me a column on the schedule and let me sign notes"
          {...fields.checked("treats")}
        />
        {setup.value.treats ? (
          <Group grow align="start">
            <TextInput
              label="Credential"
              description="MD, DO, NP, PA-C."
              autoComplete="off"
              {...fields.text("user.credential")}
            />
            <NpiField
              label="Your NPI"
              description="Needed on bills; can be added later."
              {...fields.text("user.npi")}
            />
          </Group>
        ) : null}
      </Stack>
    </StepForm>
  );
}
