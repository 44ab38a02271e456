import { Button, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { lazy, type ReactNode, Suspense, type SyntheticEvent, useEffect, useState } from "react";
import type { PageSize, Printed } from "../api/bindings";
import { call, Fault } from "../api/call";
import { FaultNotice } from "./Notice";
import styles from "./RecoverySheet.module.css";
import { Waiting } from "./Waiting";

const PdfPreview = lazy(() => import("./PdfPreview"));

interface RecoverySheetProps {
  /** The code, in groups. */
  code: string;
  /** What is said above it. */
  children: ReactNode;
  /** The button's words. */
  submit: string;
  onDone: () => void;
}

/** A recovery code, its sheet to print, and the proof that it was kept: the third group typed back. */
export function RecoverySheet({ code: recovery_code, children, submit, onDone }: RecoverySheetProps) {
  const [size, setSize] = useState<PageSize>("letter");
  const [sheet, setSheet] = useState<Printed | null>(null);
  const [sheetFault, setSheetFault] = useState<Fault | null>(null);
  const [part, setPart] = useState("");
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let wanted = true;
    setSheetFault(null);
    call("recovery_sheet", { recovery_code, page_size: size }).then(
      (printed) => wanted && setSheet(printed),
      (reason) => wanted && setSheetFault(Fault.of(reason)),
    );
    return () => {
      wanted = false;
    };
  }, [recovery_code, size]);

  async function confirm(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      await call("confirm_recovery_code", { recovery_code, part });
      onDone();
    } catch (reason) {
      setFault(Fault.of(reason));
      setBusy(false);
    }
  }

  return (
    <div className={styles.recovery}>
      <form aria-label="Recovery code" onSubmit={(event) => void confirm(event)}>
        <Stack gap="md">
          <Text>{children}</Text>
          <ol className={styles.code} aria-label="Recovery code">
            {Array.from(recovery_code.split("-").entries()).map(([at, group]) => (
              <li key={at}>
                <small>{at + 1}</small>
                {group}
              </li>
            ))}
          </ol>
          <SegmentedControl
            aria-label="Paper"
            w={180}
            value={size}
            onChange={(value) => setSize(value as PageSize)}
            data={[
              { value: "letter", label: "Letter" },
              { value: "a4", label: "A4" },
            ]}
          />
          <TextInput
            label="Type the third group from your sheet"
            name="part"
            autoComplete="off"
            spellCheck={false}
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
            value={part}
            onChange={(event) => setPart(event.currentTarget.value)}
            error={fault?.field === "part" ? fault.message : undefined}
          />
          {fault && fault.field !== "part" ? <FaultNotice fault={fault} /> : null}
          <Button type="submit" loading={busy} disabled={!part.trim()}>
            {submit}
          </Button>
        </Stack>
      </form>
      {sheet ? (
        <Suspense fallback={<Waiting />}>
          <PdfPreview
            base64={sheet.pdf_base64}
            title="Recovery sheet"
            fileName={sheet.file_name}
            missing={sheet.missing}
          />
        </Suspense>
      ) : sheetFault ? (
        <FaultNotice fault={sheetFault} />
      ) : (
        <Waiting label="Making the sheet" />
      )}
    </div>
  );
}
