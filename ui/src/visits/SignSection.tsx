import { Button, Modal, Text } from "@mantine/core";
import { IconAlertTriangle, IconSignature } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Note, Visit, VitalsSet } from "../api/bindings";
import { Fault } from "../api/call";
import { FormShell } from "../shared/FormShell";
import { PageLink } from "../shared/go";
import { useHotkey } from "../shared/hotkeys";
import { Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { MomentText } from "../shared/text";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useRecord } from "../shared/useRecord";
import { useTyping } from "../shared/useTyping";
import { missingAt } from "./missing";
import type { Writing } from "./useNote";
import styles from "./Visits.module.css";

interface SignSectionProps {
  visit: Visit;
  note: Note | null;
  vitals: VitalsSet[];
  writing: Writing;
  /** Codes of charges whose row shows figures that were refused: signing would release others than are seen. */
  refused: readonly string[];
  open: boolean;
}

/** The signature: what is still missing, one button, and afterwards who signed. */
export function SignSection({ visit, note, vitals, writing, refused, open }: SignSectionProps) {
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const charges = useRecord("visit_charges", { visit: visit.id }, { enabled: may("SeeBilling") });
  const allergies = useRecord("list_allergies", { patient: visit.patient, all: false });
  const missing = missingAt({
    typed: writing.draft.value,
    reason: visit.reason,
    vitals: vitals.length,
    diagnoses: visit.diagnoses,
    charges: charges.data?.filter((charge) => charge.status !== "removed").length ?? null,
    allergies: allergies.data?.answer ?? null,
  });

  // Leaving a charge's field for this dialog saves it: a refusal may come when the question stands already.
  const mustMend = refused.length > 0;
  useEffect(() => {
    if (mustMend) setAsking(false);
  }, [mustMend]);

  if (!open) {
    return (
      <Section title="Signature">
        <Text>
          {visit.signed_at ? (
            <>
              Signed by {visit.signed_by}, <MomentText at={visit.signed_at} />. The note and the diagnoses are final;
              what comes later is an addendum.{" "}
              {may("SeeBilling") ? <PageLink to={`/visits/${visit.id}/checkout`}>Go to checkout</PageLink> : null}
            </>
          ) : (
            "This visit carries no signature of this practice."
          )}
        </Text>
      </Section>
    );
  }
  return (
    <Section title="Signature">
      {mustMend ? (
        <Missing list={[`${refused.join(", ")}: what stands in the row was refused. Mend it, then sign.`]} />
      ) : null}
      {missing.length > 0 ? <Missing list={missing} /> : mustMend ? null : <Text>Everything is there.</Text>}
      {may("SignNotes") ? (
        <>
          <SignButton disabled={mustMend} onAsk={() => setAsking(true)} />
          {asking ? (
            <SignDialog
              visit={visit}
              missing={missing}
              writing={writing}
              note={note}
              onClose={() => setAsking(false)}
            />
          ) : null}
        </>
      ) : (
        <Text mt={8} c="dimmed">
          A provider signs the visit.
        </Text>
      )}
    </Section>
  );
}

function SignButton({ disabled, onAsk }: { disabled: boolean; onAsk: () => void }) {
  useHotkey("Ctrl+Shift+S", "Sign the visit", () => {
    if (!disabled) onAsk();
  });
  return (
    <Button mt={12} leftSection={<IconSignature size={16} />} disabled={disabled} onClick={onAsk}>
      Sign visit
      <kbd aria-hidden className={styles.kbd}>
        Ctrl Shift S
      </kbd>
    </Button>
  );
}

function Missing({ list }: { list: string[] }) {
  return (
    <ul className={styles.missing}>
      {list.map((one) => (
        <li key={one}>
          <IconAlertTriangle size={16} aria-hidden /> {one}
        </li>
      ))}
    </ul>
  );
}

interface SignDialogProps {
  visit: Visit;
  note: Note | null;
  missing: string[];
  writing: Writing;
  onClose: () => void;
}

function SignDialog({ visit, missing, writing, onClose }: SignDialogProps) {
  const signing = useChange("sign_visit", { faults: "here" });
  const typing = useTyping({});
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);

  async function sign() {
    setBusy(true);
    setFault(null);
    const typed = writing.draft.dirty;
    const note = await writing.save();
    try {
      if (!note && typed)
        throw new Fault({
          code: "conflict",
          message: "The note could not be saved. See what stands at it, then sign.",
        });
      if (!note)
        throw new Fault({
          code: "wrong_state",
          message: "The note is empty. Write what was found and done, then sign.",
        });
      await signing.mutateAsync({
        patient: visit.patient,
        visit: visit.id,
        version: visit.version,
        note_version: note.version,
      });
      toast("The visit is signed.");
      onClose();
    } catch (reason) {
      setFault(Fault.of(reason));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title="Sign this visit?" size={480}>
      <FormShell
        label="Sign this visit"
        submit="Sign now"
        typing={typing}
        fault={fault}
        busy={busy}
        onSubmit={() => void sign()}
        onCancel={onClose}
      >
        {missing.length > 0 ? (
          <div>
            <Text fw={550}>Still missing:</Text>
            <Missing list={missing} />
          </div>
        ) : null}
        <Text tabIndex={-1} data-autofocus style={{ outline: "none" }}>
          Your signature makes the note and the diagnoses final and releases the charges. Later words are addenda.
        </Text>
      </FormShell>
    </Modal>
  );
}
