import { Badge, Button, Checkbox, Modal } from "@mantine/core";
import { useState } from "react";
import type { Id, NewRelatedPerson, RelatedPerson } from "../api/bindings";
import { FormShell } from "../shared/FormShell";
import { Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { ContactFields } from "./ContactFields";
import type { Naming } from "./differences";
import { newContact } from "./form";
import styles from "./Patients.module.css";
import { addressLine } from "./words";

interface ContactsProps {
  patient: Id<"Patient">;
  contacts: RelatedPerson[];
  naming: Naming;
  /** A merged record takes no changes. */
  fixed: boolean;
}

/** Who stands by the patient. */
export function Contacts({ patient, contacts, naming, fixed }: ContactsProps) {
  const may = useMay()("EditPatients") && !fixed;
  const [editing, setEditing] = useState<RelatedPerson | "new" | null>(null);
  return (
    <Section
      title="Contacts"
      count={contacts.length || undefined}
      actions={
        may ? (
          <Button size="compact-sm" variant="default" onClick={() => setEditing("new")}>
            Add a contact
          </Button>
        ) : null
      }
    >
      {contacts.length === 0 ? <p className={styles.none}>Nobody to call in an emergency is recorded yet.</p> : null}
      <div className={styles.lines}>
        {contacts.map((contact) => (
          <div key={contact.id} className={styles.line}>
            <div>
              <p>
                <span className={styles.name}>{contact.person.name}</span>
                <span className={styles.dim}>, {naming(contact.person.relationship).toLowerCase()}</span>
              </p>
              <p>
                {[contact.person.phone, contact.person.email, addressLine(contact.person.address)]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <p>
                {contact.person.emergency_contact ? <Role>Emergency contact</Role> : null}{" "}
                {contact.person.guarantor ? <Role>Guarantor</Role> : null}{" "}
                {contact.active ? null : <Role>No longer</Role>}
              </p>
            </div>
            {may ? (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Change ${contact.person.name}`}
                onClick={() => setEditing(contact)}
              >
                Change
              </Button>
            ) : null}
          </div>
        ))}
      </div>
      {editing ? (
        <ContactDialog
          patient={patient}
          contact={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Section>
  );
}

function Role({ children }: { children: string }) {
  return (
    <Badge variant="light" color="gray" radius="sm" tt="none" fw={550} c="var(--mantine-color-text)">
      {children}
    </Badge>
  );
}

interface DialogProps {
  patient: Id<"Patient">;
  contact: RelatedPerson | null;
  onClose: () => void;
}

function ContactDialog({ patient, contact, onClose }: DialogProps) {
  const typing = useDraft(
    { about: "contact", subject: contact?.id ?? patient, patient },
    {
      contact: (contact?.person ?? newContact()) as NewRelatedPerson,
      active: contact?.active ?? true,
      version: contact?.version ?? 0,
    },
  );
  const adding = useChange("add_contact", { faults: "here" });
  const changing = useChange("change_contact", { faults: "here" });
  const { error, isPending } = contact ? changing : adding;

  function close() {
    void typing.discard();
    onClose();
  }

  function save() {
    if (!contact) adding.mutate({ patient, contact: typing.value.contact }, { onSuccess: close });
    else changing.mutate({ patient, id: contact.id, ...typing.value }, { onSuccess: close });
  }

  return (
    <Modal opened onClose={onClose} title={contact ? "Change a contact" : "Add a contact"} size={640}>
      <FormShell
        label={contact ? "Change a contact" : "Add a contact"}
        submit={contact ? "Save" : "Add"}
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={error}
        busy={isPending}
      >
        <ContactFields value={typing.value.contact} fault={error} onChange={(to) => typing.set({ contact: to })} />
        {contact ? (
          <Checkbox
            label="Still stands by the patient"
            checked={typing.value.active}
            onChange={(event) => typing.set({ active: event.currentTarget.checked })}
          />
        ) : null}
      </FormShell>
    </Modal>
  );
}
