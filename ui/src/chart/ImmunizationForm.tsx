import { Modal, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import type { Day, ImmunizationOrigin } from "../api/bindings";
import { CodeSearch } from "../shared/CodeSearch";
import styles from "../shared/clinical/clinical.module.css";
import { DayField } from "../shared/DayField";
import { FormShell } from "../shared/FormShell";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";

type What = ImmunizationOrigin | "not_done";

/** Records a shot given here, one given elsewhere, or one that was not given. */
export function ImmunizationForm({ patient, onClose }: { patient: string; onClose: () => void }) {
  const makers = useRecord("vaccine_makers", {});
  const adding = useChange("add_immunization", { faults: "here" });
  const typing = useDraft(
    { about: "immunization", subject: patient, patient },
    {
      what: "given_here" as What,
      cvx: "",
      vaccine: "",
      given_on: null as Day | null,
      lot: "",
      expires_on: null as Day | null,
      mvx: "",
      site: "",
      route: "",
      dose_number: null as number | null,
      not_done_reason: "",
    },
  );
  const fields = useFields(typing, adding.error);
  const { what, not_done_reason, mvx, vaccine, ...rest } = typing.value;
  const dose = fields.field("dose_number");

  function save() {
    const given = { ...rest, mvx: mvx || null };
    const skipped = { cvx: rest.cvx, given_on: rest.given_on, not_done_reason };
    adding.mutate(
      {
        patient,
        origin: what === "elsewhere" ? "elsewhere" : "given_here",
        ...(what === "not_done" ? skipped : given),
      },
      {
        onSuccess: () => {
          void typing.discard();
          toast("The immunization is recorded.");
          onClose();
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title="Add an immunization" size={560}>
      <FormShell
        label="Add an immunization"
        submit="Add immunization"
        typing={typing}
        fault={adding.error}
        busy={adding.isPending}
        onSubmit={save}
        onCancel={onClose}
      >
        <div className={styles.fields}>
          <CodeSearch
            className={styles.wide ?? ""}
            command="search_vaccines"
            input={(query) => ({ query, limit: 20 })}
            itemKey={(hit) => hit.code}
            item={(hit) => (
              <div className={styles.hit}>
                <span className={styles.code}>{hit.code}</span>
                <span>
                  {hit.description}
                  {hit.given_now ? "" : " (no longer given)"}
                </span>
              </div>
            )}
            onPick={(hit) => {
              typing.set({ cvx: hit.code, vaccine: hit.description });
              return hit.description;
            }}
            text={vaccine}
            onText={(text) => typing.set({ vaccine: text, cvx: "" })}
            picked={rest.cvx !== ""}
            name="cvx"
            label="Vaccine"
            placeholder="flu, tdap, mmr"
            required
            data-autofocus
            error={adding.error?.field === "cvx" ? adding.error.message : undefined}
          />
          <NativeSelect
            label="What happened"
            data={[
              { value: "given_here", label: "Given here" },
              { value: "elsewhere", label: "Given elsewhere" },
              { value: "not_done", label: "Not given" },
            ]}
            {...fields.text("what")}
          />
          <DayField label="Day (today if left out)" toward="past" {...fields.field("given_on")} />
          {what === "not_done" ? (
            <TextInput
              className={styles.wide ?? ""}
              label="Why not"
              placeholder="Parent declined"
              required
              maxLength={200}
              {...fields.text("not_done_reason")}
            />
          ) : (
            <>
              <TextInput label="Lot number" required={what === "given_here"} maxLength={40} {...fields.text("lot")} />
              <DayField label="Lot expires" toward="future" {...fields.field("expires_on")} />
              <NativeSelect
                label="Maker"
                data={[
                  { value: "", label: "Not said" },
                  ...(makers.data ?? []).map((maker) => ({ value: maker.code, label: maker.name })),
                ]}
                {...fields.text("mvx")}
              />
              <NumberInput
                label="Dose in its series"
                hideControls
                allowDecimal={false}
                min={1}
                max={20}
                {...dose}
                value={dose.value ?? ""}
                onChange={(value) => dose.onChange(value === "" ? null : Number(value))}
              />
              <TextInput label="Site" placeholder="Left deltoid" maxLength={60} {...fields.text("site")} />
              <TextInput label="Route" placeholder="Intramuscular" maxLength={60} {...fields.text("route")} />
            </>
          )}
        </div>
      </FormShell>
    </Modal>
  );
}
