import { Button, Textarea } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Note, Visit } from "../api/bindings";
import { FormShell } from "../shared/FormShell";
import { useMay } from "../shared/session";
import { MomentText } from "../shared/text";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import styles from "./Visits.module.css";

/** What was added after the signature, each signed, and the way to add more. */
export function Addenda({ visit, note }: { visit: Visit; note: Note }) {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  return (
    <>
      {note.addenda.map((addendum) => (
        <article key={addendum.id} className={styles.read} aria-label="Addendum">
          <h3>Addendum</h3>
          <p className={styles.words}>{addendum.body}</p>
          <div className={styles.signed}>
            {addendum.signed_by}, <MomentText at={addendum.signed_at} />
          </div>
        </article>
      ))}
      {!may("SignNotes") ? null : adding ? (
        <AddendumForm visit={visit} onClose={() => setAdding(false)} />
      ) : (
        <Button
          size="xs"
          variant="default"
          mt={10}
          leftSection={<IconPlus size={14} />}
          onClick={() => setAdding(true)}
        >
          Add addendum
        </Button>
      )}
    </>
  );
}

function AddendumForm({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const adding = useChange("add_addendum", { faults: "here" });
  const draft = useDraft({ about: "addendum", subject: visit.id, patient: visit.patient }, { body: "" });
  const fields = useFields(draft, adding.error);

  function save() {
    adding.mutate(
      { patient: visit.patient, visit: visit.id, body: draft.value.body },
      {
        onSuccess: () => {
          void draft.discard();
          toast("The addendum is signed.");
          onClose();
        },
      },
    );
  }

  return (
    <div className={styles.read}>
      <FormShell
        label="Add addendum"
        submit="Sign addendum"
        typing={draft}
        fault={adding.error}
        busy={adding.isPending}
        onSubmit={save}
        onCancel={onClose}
      >
        <Textarea label="Addendum" required autosize minRows={3} maxRows={20} autoFocus {...fields.text("body")} />
      </FormShell>
    </div>
  );
}
