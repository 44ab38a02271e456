import { Anchor, Button, PasswordInput, Stack } from "@mantine/core";
import { lazy, Suspense, type SyntheticEvent, useRef, useState } from "react";
import type { PracticeStatus, SessionInfo, SignInUser } from "../api/bindings";
import { call, Fault } from "../api/call";
import { Doorstep } from "../shared/Doorstep";
import { FaultNotice, Notice } from "../shared/Notice";
import { preference, setPreference } from "../shared/preferences";
import styles from "./Unlock.module.css";
import { useCountdown } from "./useCountdown";

const Recover = lazy(() => import("./Recover"));

interface UnlockProps {
  status: PracticeStatus;
  onOpen: (session: SessionInfo) => void;
}

/** Who are you, and your passphrase. Kept small: it is the first thing painted. */
export function Unlock({ status, onOpen }: UnlockProps) {
  const users = lastFirst(status.users);
  const [user, setUser] = useState(users[0]?.id ?? "");
  const [recovering, setRecovering] = useState(false);

  function open(session: SessionInfo) {
    setPreference("last_user", session.user);
    onOpen(session);
  }

  return (
    <Doorstep name={status.practice_name} width={400}>
      {recovering ? (
        <Suspense>
          <Recover
            status={status}
            users={users}
            user={user}
            onUser={setUser}
            onOpen={open}
            onBack={() => setRecovering(false)}
          />
        </Suspense>
      ) : (
        <Passphrase users={users} user={user} onUser={setUser} onOpen={open} onRecover={() => setRecovering(true)} />
      )}
    </Doorstep>
  );
}

interface PassphraseProps {
  users: SignInUser[];
  user: string;
  onUser: (id: string) => void;
  onOpen: (session: SessionInfo) => void;
  onRecover: () => void;
}

function Passphrase({ users, user, onUser, onOpen, onRecover }: PassphraseProps) {
  const [passphrase, setPassphrase] = useState("");
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const [wait, startWaiting] = useCountdown();
  const field = useRef<HTMLInputElement>(null);

  async function unlock(accept_missing_entries: boolean, event?: SyntheticEvent) {
    event?.preventDefault();
    if (busy || wait > 0) return;
    if (!passphrase) return field.current?.focus();
    setBusy(true);
    setFault(null);
    try {
      onOpen(await call("unlock", { user, passphrase, accept_missing_entries }));
    } catch (reason) {
      const refused = Fault.of(reason);
      setFault(refused);
      setBusy(false);
      const seconds = Number(refused.detail.retry_in_seconds ?? 0);
      if (seconds > 0) startWaiting(seconds);
      // Selected, so that typing replaces it and a slip can still be looked at.
      requestAnimationFrame(() => field.current?.select());
    }
  }

  return (
    <form aria-label="Unlock" onSubmit={(event) => void unlock(false, event)}>
      <Stack gap="sm">
        <ChooseUser
          users={users}
          user={user}
          onUser={(id) => {
            onUser(id);
            field.current?.focus();
          }}
        />
        <PasswordInput
          ref={field}
          label="Passphrase"
          name="passphrase"
          autoComplete="current-password"
          autoFocus
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show the passphrase" }}
        />
        {wait > 0 ? (
          <Notice kind="warn" title={`Too many wrong tries. Wait ${wait} ${wait === 1 ? "second" : "seconds"}.`}>
            Nothing is erased.
          </Notice>
        ) : fault?.code === "too_many_tries" ? null : (
          <FaultNotice fault={fault} />
        )}
        <Button type="submit" size="md" fullWidth loading={busy} disabled={wait > 0}>
          Unlock
        </Button>
        {fault?.code === "entries_missing" ? (
          <Button variant="default" fullWidth onClick={() => void unlock(true)}>
            Open all the same
          </Button>
        ) : null}
        <Anchor component="button" type="button" onClick={onRecover} ta="center" mih={24}>
          Use the recovery code
        </Anchor>
      </Stack>
    </form>
  );
}

/** Who is at the door; arrow keys choose. */
export function ChooseUser({ users, user, onUser }: Pick<PassphraseProps, "users" | "user" | "onUser">) {
  return (
    <div>
      <div className={styles.label} id="unlock-user">
        User
      </div>
      <div className={styles.list} role="radiogroup" aria-labelledby="unlock-user">
        {users.map(({ id, display_name }) => (
          <label key={id} className={styles.user}>
            <input type="radio" name="user" value={id} checked={id === user} onChange={() => onUser(id)} />
            {display_name}
          </label>
        ))}
      </div>
    </div>
  );
}

function lastFirst(users: SignInUser[]): SignInUser[] {
  const last = preference("last_user");
  return [...users].sort(
    (a, b) => Number(b.id === last) - Number(a.id === last) || a.display_name.localeCompare(b.display_name),
  );
}
