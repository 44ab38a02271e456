import { Checkbox, Stack } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Patient } from "../api/bindings";
import { call, type Fault } from "../api/call";
import { Answer } from "../shared/Answer";
import { ConflictNotice } from "../shared/ConflictNotice";
import { FormShell } from "../shared/FormShell";
import { useGo, usePathId } from "../shared/go";
import { Page } from "../shared/Page";
import { PatientPage } from "../shared/PatientPage";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useRecord } from "../shared/useRecord";
import { AboutFields, Addresses, CareFields, type DetailsForm, FirstFields, OtherNames } from "./DetailsFields";
import { differing, linesOf } from "./differences";
import { filled, newAddress } from "./form";
import { useNaming, usePractitionerNames } from "./naming";
import styles from "./Patients.module.css";

interface Editing extends DetailsForm {
  /** The version the typing began from; a restored draft may be older than the record. */
  version: number;
  keep_former_name: boolean;
}

/** Changes who a patient is. */
export default function EditPage() {
  const patient = usePathId("patient");
  const record = useRecord("patient", { patient });
  return (
    <PatientPage patient={patient}>
      <Answer of={record}>{(data) => <Edit key={data.id} patient={data} />}</Answer>
    </PatientPage>
  );
}

function Edit({ patient }: { patient: Patient }) {
  const go = useGo();
  const back = () => go(`/patients/${patient.id}/details`);
  const { details, version } = patient;
  const draft = useDraft<Editing>(
    { about: "change_patient", subject: patient.id, patient: patient.id },
    {
      version,
      details: { ...details, addresses: details.addresses.length ? details.addresses : [newAddress()] },
      keep_former_name: true,
    },
  );
  const changing = useChange("change_patient", { faults: "here" });
  const [fault, setFault] = useState<Fault | null>(null);
  const [theirs, setTheirs] = useState<Patient | null>(null);
  const [naming, practitioner] = [useNaming(), usePractitionerNames()];
  const typed = draft.value.details;
  const renamed = typed.family !== details.family || (typed.given ?? "") !== (details.given ?? "");

  useEffect(() => setFault(changing.error), [changing.error]);

  function save(over: number) {
    setTheirs(null);
    changing.mutate(
      {
        patient: patient.id,
        version: over,
        details: filled(typed),
        keep_former_name: renamed && draft.value.keep_former_name,
      },
      {
        onSuccess: async (saved) => {
          await draft.discard();
          toast(`${saved.name}: the details are kept.`);
          back();
        },
        onError: async (refused) => {
          if (refused.code === "conflict") setTheirs(await call("patient", { patient: patient.id }));
        },
      },
    );
  }

  if (!draft.ready) return null;
  const part = { typing: draft, fault };
  const conflict = theirs && fault?.code === "conflict";
  return (
    <Page title="Change details" narrow>
      {conflict ? (
        <ConflictNotice
          differences={differing(linesOf(typed, naming, practitioner), linesOf(theirs.details, naming, practitioner))}
          busy={changing.isPending}
          onKeepMine={() => save(theirs.version)}
          onTakeTheirs={() => {
            draft.set({ details: theirs.details, version: theirs.version });
            setTheirs(null);
            setFault(null);
          }}
        />
      ) : null}
      <div className={styles.long}>
        <FormShell
          label="Change details"
          submit="Save"
          onSubmit={() => save(draft.value.version)}
          onCancel={back}
          typing={draft}
          fault={conflict ? null : fault}
          busy={changing.isPending}
        >
          <Stack gap={24}>
            <div>
              <FirstFields {...part} />
              {renamed ? (
                <Checkbox
                  mt="sm"
                  label={`Keep “${patient.name}” among the former names, so that the patient is still found by it`}
                  checked={draft.value.keep_former_name}
                  onChange={(event) => draft.set({ keep_former_name: event.currentTarget.checked })}
                />
              ) : null}
            </div>
            <Addresses {...part} />
            <AboutFields {...part} />
            <OtherNames {...part} />
            <CareFields {...part} all />
          </Stack>
        </FormShell>
      </div>
    </Page>
  );
}
