import { PasswordInput, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RecoveryStatus } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { FormShell } from "../shared/FormShell";
import { useGo } from "../shared/go";
import { Notice } from "../shared/Notice";
import { Page, Section } from "../shared/Page";
import { RecoverySheet } from "../shared/RecoverySheet";
import { MomentText } from "../shared/text";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useRecord } from "../shared/useRecord";
import { useTyping } from "../shared/useTyping";

/** Whether the recovery sheet was kept, and a new code in place of one that was lost or seen. */
export default function RecoveryPage() {
  const go = useGo();
  const client = useQueryClient();
  const status = useRecord("recovery_status", {});
  const [code, setCode] = useState<string | null>(null);

  if (code) {
    return (
      <Page title="Recovery sheet">
        <RecoverySheet
          code={code}
          submit="I have kept the sheet: use the new code"
          onDone={() => {
            void client.invalidateQueries();
            toast("From now on only the new code opens the practice. Destroy the old sheet.");
            go("/settings");
          }}
        >
          This code takes the old one's place once you have typed part of it back; until then the old sheet holds. It is
          shown once. Print the sheet and keep it away from this machine, where you keep contracts.
        </RecoverySheet>
      </Page>
    );
  }
  return (
    <Page title="Recovery sheet" narrow>
      <Answer of={status}>{(now) => <Standing status={now} />}</Answer>
      <Section title="Make a new code">
        <NewCode onMade={setCode} />
      </Section>
    </Page>
  );
}

function Standing({ status }: { status: RecoveryStatus }) {
  return (
    <>
      {status.confirmed_at ? (
        <Notice kind="good" title="The recovery sheet was kept">
          Part of its code was typed back on <MomentText at={status.confirmed_at} />.
        </Notice>
      ) : (
        <Notice kind="warn" title="Nobody has confirmed that the recovery sheet was kept">
          If every passphrase is forgotten, only the code on the sheet opens the practice. If there is no sheet in a
          safe place, make a new code now.
        </Notice>
      )}
      {status.new_code_waits ? (
        <Notice kind="info" title="A new code was made and not confirmed">
          It opens nothing, the sheet from before still holds. Make another one to replace it.
        </Notice>
      ) : null}
    </>
  );
}

function NewCode({ onMade }: { onMade: (code: string) => void }) {
  const making = useChange("new_recovery_code", { faults: "here" });
  const typing = useTyping({ own: "" });
  return (
    <FormShell
      label="Make a new recovery code"
      submit="Make a new code"
      onSubmit={() =>
        making.mutate({ own_passphrase: typing.value.own }, { onSuccess: ({ recovery_code }) => onMade(recovery_code) })
      }
      typing={{ ...typing, dirty: false }}
      fault={making.error}
      busy={making.isPending}
    >
      <Text>
        When the sheet is lost, when somebody saw it, or after it was used. The old code then opens the practice no
        more; backups made before still open with it.
      </Text>
      <PasswordInput
        label="Your own passphrase"
        required
        name="own_passphrase"
        autoComplete="off"
        value={typing.value.own}
        onChange={(event) => typing.set({ own: event.currentTarget.value })}
        style={{ maxWidth: 420 }}
      />
    </FormShell>
  );
}
