import { PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { FormShell } from "../shared/FormShell";
import { useGo } from "../shared/go";
import { Page } from "../shared/Page";
import { PassphraseField } from "../shared/PassphraseField";
import { useSession } from "../shared/session";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useTyping } from "../shared/useTyping";

/** Changes the passphrase one signs in with. */
export default function PassphrasePage() {
  const session = useSession();
  const go = useGo();
  const changing = useChange("change_passphrase", { faults: "here" });
  const typing = useTyping({ old: "" });
  const [chosen, setChosen] = useState({ text: "", usable: false });

  return (
    <Page title="My passphrase" narrow>
      <FormShell
        label="Change my passphrase"
        submit="Change passphrase"
        onSubmit={() =>
          chosen.usable &&
          changing.mutate(
            { old_passphrase: typing.value.old, new_passphrase: chosen.text },
            {
              onSuccess: () => {
                toast("From now on the new passphrase opens the practice.");
                go("/settings");
              },
            },
          )
        }
        typing={{ ...typing, dirty: false }}
        fault={changing.error}
        busy={changing.isPending}
      >
        <PasswordInput
          label="Current passphrase"
          required
          name="old_passphrase"
          autoComplete="off"
          value={typing.value.old}
          onChange={(event) => typing.set({ old: event.currentTarget.value })}
        />
        <PassphraseField
          label="New passphrase"
          known={[session.practice_name, session.display_name]}
          onChange={(text, usable) => setChosen({ text, usable })}
        />
        {chosen.usable ? null : <Text c="dimmed">The button works once the new passphrase is good enough.</Text>}
      </FormShell>
    </Page>
  );
}
