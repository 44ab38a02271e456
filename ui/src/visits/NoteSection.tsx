import { Button, Menu, Text, Textarea } from "@mantine/core";
import { IconChevronDown, IconTemplate } from "@tabler/icons-react";
import { type FocusEvent, useRef, useState } from "react";
import type { Note, NoteSections, NoteTemplate, Visit } from "../api/bindings";
import { ConflictNotice } from "../shared/ConflictNotice";
import { Mark } from "../shared/clinical/Card";
import { DraftRestored } from "../shared/DraftStatus";
import { useHotkey } from "../shared/hotkeys";
import { FaultNotice } from "../shared/Notice";
import { EmptyState, Section } from "../shared/Page";
import { useMay, useSession } from "../shared/session";
import { MomentText } from "../shared/text";
import { momentWords } from "../shared/time";
import { useChange } from "../shared/useChange";
import { useRecord } from "../shared/useRecord";
import { Addenda } from "./Addenda";
import type { Writing } from "./useNote";
import styles from "./Visits.module.css";

const sections: { key: keyof NoteSections; label: string; hint: string }[] = [
  { key: "subjective", label: "Subjective", hint: "What the patient tells" },
  { key: "objective", label: "Objective", hint: "What you find" },
  { key: "assessment", label: "Assessment", hint: "What it means" },
  { key: "plan", label: "Plan", hint: "What is done about it" },
];

interface NoteSectionProps {
  visit: Visit;
  note: Note | null;
  writing: Writing;
  open: boolean;
}

/** The note: written while the visit is open, read with its addenda afterwards. */
export function NoteSection({ visit, note, writing, open }: NoteSectionProps) {
  const mayWrite = useMay()("WriteNotes");
  if (open && mayWrite) return <WrittenNote note={note} writing={writing} />;
  return (
    <Section title="Note">
      {note ? <ReadNote note={note} /> : <EmptyState title="No note was written" />}
      {note?.status === "signed" ? <Addenda visit={visit} note={note} /> : null}
    </Section>
  );
}

function WrittenNote({ note, writing }: { note: Note | null; writing: Writing }) {
  const { draft, save, busy, fault } = writing;
  const box = useRef<HTMLDivElement>(null);
  useHotkey("Ctrl+S", "Save the note", () => void save());

  /** Kept as a record when the writer turns to something else on the page; the draft is kept at every word. */
  function onBlur(event: FocusEvent) {
    draft.flush();
    if (box.current?.contains(event.relatedTarget)) return;
    // A window that only lost the focus still has the field: nothing was left.
    setTimeout(() => !box.current?.contains(document.activeElement) && void save());
  }

  const conflict = fault?.code === "conflict" && note;
  return (
    <Section
      title="Note"
      actions={
        <>
          <NoteState writing={writing} note={note} />
          <Templates writing={writing} />
          <Button size="xs" variant="default" onClick={() => void save()} loading={busy} disabled={!draft.dirty}>
            Save note
            <kbd aria-hidden className={styles.kbd}>
              Ctrl S
            </kbd>
          </Button>
        </>
      }
    >
      <div ref={box} role="group" aria-label="Note" className={styles.note} onBlur={onBlur}>
        <DraftRestored draft={draft} />
        {conflict ? (
          <ConflictNotice
            by={note.changed_by ?? undefined}
            at={<MomentText at={note.changed_at} />}
            busy={busy}
            differences={sections
              .filter(({ key }) => note[key] !== draft.value[key])
              .map(({ key, label }) => ({
                label,
                theirs: <span className={styles.words}>{note[key] || "(empty)"}</span>,
                mine: <span className={styles.words}>{draft.value[key] || "(empty)"}</span>,
              }))}
            onKeepMine={() => void writing.saveOver(note.version)}
            onTakeTheirs={() => writing.takeStanding(note)}
          />
        ) : (
          <FaultNotice fault={fault} />
        )}
        {sections.map(({ key, label, hint }) => (
          <Textarea
            key={key}
            label={label}
            placeholder={hint}
            autosize
            minRows={2}
            maxRows={24}
            disabled={!draft.ready}
            value={draft.value[key]}
            error={fault?.field === key ? fault.message : undefined}
            onChange={(event) => draft.set({ [key]: event.currentTarget.value })}
          />
        ))}
      </div>
    </Section>
  );
}

/** Whether what is typed is safe, and as what. */
function NoteState({ writing: { draft, busy }, note }: { writing: Writing; note: Note | null }) {
  const { zone } = useSession();
  const clock = (at: string | Date) => momentWords(new Date(at).toISOString(), zone).replace(/^.*, /, "");
  const keptAt = useKeptAt(draft.state, draft.value);
  let words = note ? `Saved ${clock(note.changed_at)}` : "";
  if (busy) words = "Saving…";
  else if (draft.dirty && draft.state === "unkept") words = "Draft not kept yet, trying again";
  else if (draft.dirty && draft.state === "kept") words = `Draft kept ${clock(keptAt)}`;
  else if (draft.dirty) words = "Keeping the draft…";
  return (
    <Text size="xs" c={draft.state === "unkept" ? "var(--cw-warn-text)" : "dimmed"} role="status">
      {words}
    </Text>
  );
}

/** When the typing was last seen to be in the file. */
function useKeptAt(state: string, value: unknown): Date {
  const last = useRef({ at: new Date(), value, state });
  if (state === "kept" && (last.current.state !== "kept" || last.current.value !== value)) {
    last.current.at = new Date();
  }
  last.current.value = value;
  last.current.state = state;
  return last.current.at;
}

function Templates({ writing: { draft } }: { writing: Writing }) {
  const templates = useRecord("note_templates", { all: false });
  const applying = useChange("apply_note_template");
  const [busy, setBusy] = useState(false);

  async function insert(template: NoteTemplate) {
    const { subjective, objective, assessment, plan } = draft.value;
    setBusy(true);
    const filled = await applying
      .mutateAsync({ template: template.id, typed: { subjective, objective, assessment, plan } })
      .catch(() => null);
    setBusy(false);
    if (filled) draft.set(filled);
  }

  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={busy}
          leftSection={<IconTemplate size={15} />}
          rightSection={<IconChevronDown size={14} />}
        >
          Insert template
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.data?.map((template) => (
          <Menu.Item key={template.id} onClick={() => void insert(template)}>
            {template.name}
          </Menu.Item>
        ))}
        {templates.data?.length === 0 ? <Menu.Label>The practice keeps no templates yet.</Menu.Label> : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A note as it stands. */
function ReadNote({ note }: { note: Note }) {
  return (
    <article className={styles.read} aria-label="The note">
      {sections
        .filter(({ key }) => note[key])
        .map(({ key, label }) => (
          <div key={key}>
            <h3>{label}</h3>
            <p className={styles.words}>{note[key]}</p>
          </div>
        ))}
      {note.signed_at ? (
        <div className={styles.signed}>
          <Mark kind="good">Signed</Mark> {note.signed_by}, <MomentText at={note.signed_at} />
        </div>
      ) : (
        <div className={styles.signed}>Not signed yet</div>
      )}
    </article>
  );
}
