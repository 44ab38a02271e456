import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Fault } from "../api/call";
import { FaultNotice } from "../shared/Notice";
import { PassphraseField } from "../shared/PassphraseField";
import { StepForm } from "./Steps";

interface ChoosePassphraseProps {
  sample: boolean;
  known: string[];
  fault: Fault | null;
  onBack: () => void;
  /** Makes the practice; settles when it is made or refused. */
  onChosen: (passphrase: string) => Promise<void>;
}

/** The passphrase that encrypts the practice. */
export function ChoosePassphrase({ sample, known, fault, onBack, onChosen }: ChoosePassphraseProps) {
  const [chosen, setChosen] = useState({ text: "", usable: false });
  const [busy, setBusy] = useState(false);
  return (
    <StepForm
      label="Passphrase"
      next={sample ? "Make the sample practice" : "Make the practice"}
      onBack={onBack}
      onNext={() => {
        setBusy(true);
        void onChosen(chosen.text).finally(() => setBusy(false));
      }}
      ready={chosen.usable}
      busy={busy}
    >
      <Stack gap="md">
        <Text c="dimmed">
          {sample ? "The sample is encrypted like a real practice. " : ""}
          The passphrase opens the practice file; nobody can read it without, not even the people who made Chartwell.
        </Text>
        <PassphraseField autoFocus known={known} onChange={(text, usable) => setChosen({ text, usable })} />
        <FaultNotice fault={fault} />
        {busy && sample ? (
          <Text c="dimmed" role="status">
            Making about a hundred patients with their charts. This takes a moment.
          </Text>
        ) : null}
      </Stack>
    </StepForm>
  );
}
