import { Text, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Visit } from "../api/bindings";
import { ConflictNotice } from "../shared/ConflictNotice";
import { DraftRestored } from "../shared/DraftStatus";
import { FaultNotice } from "../shared/Notice";
import { Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";

/** Why the patient came, saved when the field is left. */
export function Reason({ visit, open }: { visit: Visit; open: boolean }) {
  const mayEdit = useMay()("EditChart");
  return (
    <Section title="Reason">
      {open && mayEdit ? (
        <ReasonField visit={visit} />
      ) : (
        <Text style={{ overflowWrap: "anywhere" }}>{visit.reason ?? "No reason was written."}</Text>
      )}
    </Section>
  );
}

function ReasonField({ visit: given }: { visit: Visit }) {
  const changing = useChange("change_visit", { faults: "here" });
  const [kept, setKept] = useState(given);
  // A save's answer is here before the page has asked again.
  const visit = kept.version > given.version ? kept : given;
  const draft = useDraft(
    { about: "visit_reason", subject: visit.id, patient: visit.patient },
    // What stood when typing began: a reason written elsewhere since is not written over unseen.
    { reason: visit.reason ?? "", began: visit.reason ?? "" },
  );
  const stands = visit.reason ?? "";
  const { dirty, ready, reset, value } = draft;
  useEffect(() => {
    if (ready && !dirty && value.reason !== stands) reset({ reason: stands, began: stands });
  }, [ready, dirty, value.reason, stands, reset]);
  const overtaken = dirty && value.began !== stands && value.reason.trim() !== stands;

  const latest = useRef(draft);
  latest.current = draft;
  const saving = useRef(false);

  /** The reason stands as it is typed, or is taken as it stands. */
  function settle(reason: string) {
    reset({ reason, began: reason });
    changing.reset();
    void draft.discard();
  }

  function save(over = visit, began = latest.current.value.began) {
    const { dirty, value } = latest.current;
    if (!dirty || !over.practitioner || saving.current) return;
    const standing = over.reason ?? "";
    if (value.reason.trim() === standing) return settle(standing);
    if (began !== standing) return;
    const { id, version, patient, practitioner, visit_type, class: place, place_of_service, started_at } = over;
    const reason = value.reason.trim();
    saving.current = true;
    changing.mutate(
      { patient, visit: id, version, practitioner, visit_type, class: place, place_of_service, started_at, reason },
      {
        onSuccess: (kept) => {
          saving.current = false;
          setKept(kept);
          // What was typed while it was on its way goes after it.
          const standing = kept.reason ?? "";
          if (latest.current.value.reason === value.reason) return settle(standing);
          draft.set({ began: standing });
          save(kept, standing);
        },
        onError: () => {
          saving.current = false;
        },
      },
    );
  }

  return (
    <>
      <DraftRestored draft={draft} />
      {overtaken && !changing.isPending ? (
        <ConflictNotice
          differences={[{ label: "Reason", theirs: stands || "(empty)", mine: value.reason || "(empty)" }]}
          onKeepMine={() => {
            draft.set({ began: stands });
            save(visit, stands);
          }}
          onTakeTheirs={() => settle(stands)}
        />
      ) : null}
      <TextInput
        aria-label="Reason"
        placeholder="Why the patient came, in their words"
        maxLength={200}
        value={value.reason}
        error={changing.error?.field === "reason" ? changing.error.message : undefined}
        onChange={(event) => draft.set({ reason: event.currentTarget.value })}
        onBlur={() => save()}
        onKeyDown={(event) => event.key === "Enter" && save()}
      />
      {changing.error && changing.error.field !== "reason" ? <FaultNotice fault={changing.error} /> : null}
    </>
  );
}
