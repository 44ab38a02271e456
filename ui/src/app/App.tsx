import { Button, MantineProvider } from "@mantine/core";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { PracticeStatus } from "../api/bindings";
import { call, Fault } from "../api/call";
import { Doorstep } from "../shared/Doorstep";
import { FaultNotice } from "../shared/Notice";
import { Unlock } from "../unlock/Unlock";
import { schemeManager } from "./scheme";
import { theme, variables } from "./theme";

// Only the unlock page is in the first bundle; the rest is fetched while the passphrase is typed.
const loadOffice = () => import("./Office");
const Office = lazy(loadOffice);
const FirstRun = lazy(() => import("../first-run/FirstRun"));

/** The whole window: first run, unlock, or the open practice. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
    >
      <Door />
    </MantineProvider>
  );
}

function Door() {
  const [status, setStatus] = useState<PracticeStatus | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  const ask = useCallback(() => {
    setFault(null);
    call("practice_status", {}).then(setStatus, (reason) => setFault(Fault.of(reason)));
  }, []);
  useEffect(ask, [ask]);

  useEffect(() => {
    if (status?.state !== "locked") return;
    const timer = setTimeout(() => void loadOffice(), 200);
    return () => clearTimeout(timer);
  }, [status?.state]);

  const onOpen = (session: PracticeStatus["session"]) =>
    setStatus(
      (before) => before && { ...before, state: "open", session, practice_name: session?.practice_name ?? null },
    );

  if (fault) {
    return (
      <Doorstep width={520}>
        <FaultNotice fault={fault} />
        <Button mt="md" onClick={ask}>
          Try again
        </Button>
      </Doorstep>
    );
  }
  if (!status) return null;
  if (status.state === "locked") return <Unlock status={status} onOpen={onOpen} />;
  return (
    <Suspense>
      {status.session ? <Office session={status.session} onLocked={ask} /> : <FirstRun onOpen={onOpen} />}
    </Suspense>
  );
}
