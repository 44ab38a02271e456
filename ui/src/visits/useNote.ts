import { useEffect, useRef } from "react";
import type { Note, NoteSections, Visit } from "../api/bindings";
import { Fault } from "../api/call";
import { useMay } from "../shared/session";
import { useChange } from "../shared/useChange";
import { type DraftTyping, useDraft } from "../shared/useDraft";

/** The four sections as they are typed, and the version of the note they began from. */
export interface TypedNote extends NoteSections {
  version: number | null;
}

/** The writing of a visit's note. */
export interface Writing {
  draft: DraftTyping<TypedNote>;
  /** Keeps what is typed as the visit's note. The note that stands then; null when it could not be kept, or there is none. */
  save: () => Promise<Note | null>;
  /** Saves again over what stands now. */
  saveOver: (version: number) => Promise<Note | null>;
  /** Gives up what is typed for what stands now; nothing is saved. */
  takeStanding: (note: Note) => void;
  fault: Fault | null;
  busy: boolean;
}

const sectionsOf = ({ subjective, objective, assessment, plan }: NoteSections): NoteSections => ({
  subjective,
  objective,
  assessment,
  plan,
});

const typedFrom = (note: Note | null): TypedNote => ({
  subjective: note?.subjective ?? "",
  objective: note?.objective ?? "",
  assessment: note?.assessment ?? "",
  plan: note?.plan ?? "",
  version: note?.version ?? null,
});

/** Whether both say the same. */
export function sameSections(a: NoteSections, b: NoteSections): boolean {
  return JSON.stringify(sectionsOf(a)) === JSON.stringify(sectionsOf(b));
}

/**
 * Typing is a draft while it is typed, and becomes the visit's note when the writer turns to something else. What was
 * typed while it was on its way stays a draft of the new version.
 */
export function useNote(visit: Visit, note: Note | null): Writing {
  const mayWrite = useMay()("WriteNotes");
  const draft = useDraft({ about: "note", subject: visit.id, patient: visit.patient }, typedFrom(note));
  const writing = useChange("write_note", { faults: "here" });
  const latest = useRef({ draft, note });
  latest.current = { draft, note };
  const saving = useRef<Promise<Note | null> | null>(null);

  const { dirty, value, ready, reset } = draft;
  const stands = note?.version ?? null;
  useEffect(() => {
    if (ready && !dirty && !saving.current && value.version !== stands) reset(typedFrom(latest.current.note));
  }, [ready, dirty, value.version, stands, reset]);

  async function write(version: number | null): Promise<Note | null> {
    const sent = latest.current.draft.value;
    try {
      const kept = await writing.mutateAsync({
        patient: visit.patient,
        visit: visit.id,
        ...sectionsOf(sent),
        version,
      });
      const now = latest.current.draft;
      if (sameSections(now.value, sent)) {
        now.reset(typedFrom(kept));
        await now.discard();
      } else {
        now.set({ version: kept.version });
      }
      return kept;
    } catch {
      // The fault stands at the note.
      return null;
    }
  }

  function save(): Promise<Note | null> {
    if (saving.current) return saving.current.then(save);
    const { draft, note } = latest.current;
    if (!draft.dirty || !mayWrite) return Promise.resolve(note);
    if (sameSections(draft.value, typedFrom(note))) {
      return draft.discard().then(
        () => note,
        () => note,
      );
    }
    return alone(draft.value.version);
  }

  /** One save at a time. */
  function alone(version: number | null): Promise<Note | null> {
    const running = write(version).finally(() => {
      saving.current = null;
    });
    saving.current = running;
    return running;
  }

  function takeStanding(note: Note) {
    draft.reset(typedFrom(note));
    writing.reset();
    // A draft that could not be thrown away comes back and asks again.
    void draft.discard().catch(() => {});
  }

  return {
    draft,
    save,
    saveOver: (version) => (saving.current ? saving.current.then(() => alone(version)) : alone(version)),
    takeStanding,
    fault: writing.error ? Fault.of(writing.error) : null,
    busy: writing.isPending,
  };
}
