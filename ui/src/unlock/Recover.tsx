import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";
import type { PracticeStatus, SessionInfo, SignInUser } from "../api/bindings";
import { call, Fault } from "../api/call";
import { FaultNotice, Notice } from "../shared/Notice";
import { PassphraseField } from "../shared/PassphraseField";
import { ChooseUser } from "./Unlock";
import { useCountdown } from "./useCountdown";

interface RecoverProps {
  status: PracticeStatus;
  users: SignInUser[];
  user: string;
  onUser: (id: string) => void;
  onOpen: (session: SessionInfo) => void;
  onBack: () => void;
}

/** A new passphrase by the printed recovery code. */
export default function Recover({ status, users, user, onUser, onOpen, onBack }: RecoverProps) {
  const [code, setCode] = useState("");
  const [passphrase, setPassphrase] = useState({ text: "", usable: false });
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const [wait, startWaiting] = useCountdown();
  const name = users.find((one) => one.id === user)?.display_name ?? "";

  async function recover(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      onOpen(await call("recover", { user, recovery_code: code, new_passphrase: passphrase.text }));
    } catch (reason) {
      const refused = Fault.of(reason);
      setFault(refused);
      setBusy(false);
      const seconds = Number(refused.detail.retry_in_seconds ?? 0);
      if (seconds > 0) startWaiting(seconds);
    }
  }

  return (
    <form aria-label="Use the recovery code" onSubmit={(event) => void recover(event)}>
      <Stack gap="sm">
        <Text>
          The code is on the recovery sheet that was printed when the practice was set up. It gives you a new
          passphrase.
        </Text>
        <ChooseUser users={users} user={user} onUser={onUser} />
        <TextInput
          label="Recovery code"
          name="recovery_code"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          required
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={
            fault?.code === "wrong_passphrase" ? "This is not the code of this practice. Check each group." : undefined
          }
        />
        <PassphraseField
          label="New passphrase"
          known={[status.practice_name ?? "", name]}
          onChange={(text, usable) => setPassphrase({ text, usable })}
        />
        {wait > 0 ? (
          <Notice kind="warn" title={`Too many wrong tries. Wait ${wait} ${wait === 1 ? "second" : "seconds"}.`}>
            Nothing is erased.
          </Notice>
        ) : fault && !["wrong_passphrase", "too_many_tries"].includes(fault.code) ? (
          <FaultNotice fault={fault} />
        ) : null}
        <Group grow>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button type="submit" loading={busy} disabled={!code.trim() || !passphrase.usable || wait > 0}>
            Set and open
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
