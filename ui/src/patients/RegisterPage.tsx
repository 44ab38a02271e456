import { Button, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { NewPolicy, NewRelatedPerson } from "../api/bindings";
import { Fault } from "../api/call";
import { confirm } from "../shared/confirm";
import { FormShell } from "../shared/FormShell";
import { useGo, usePathQuery } from "../shared/go";
import { Page, Section } from "../shared/Page";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { ContactFields } from "./ContactFields";
import { AboutFields, Addresses, CareFields, type DetailsForm, FirstFields, OtherNames } from "./DetailsFields";
import { filled, newAddress, newContact, newPolicy, noDetails } from "./form";
import styles from "./Patients.module.css";
import { PolicyFields } from "./PolicyFields";
import { Twins, useAskTwins, useTwins } from "./Twins";

interface Registration extends DetailsForm {
  contacts: NewRelatedPerson[];
  policies: NewPolicy[];
}

/** What was typed into the search, as far as it is a name: "jose garcia" or "garcia, jose". */
export function nameFrom(typed: string | null): { given: string | null; family: string } {
  const words = (typed ?? "").replace(/[^\p{L}\p{M}\s,'’-]/gu, " ").trim();
  if (!words) return { given: null, family: "" };
  const capital = (name: string) => name.trim().replace(/(^|[\s'’-])\p{L}/gu, (start) => start.toUpperCase());
  const [family, given] = words.split(",", 2);
  if (given !== undefined) return { given: capital(given) || null, family: capital(family ?? "") };
  const parts = words.split(/\s+/);
  const last = parts.pop() ?? "";
  return { given: capital(parts.join(" ")) || null, family: capital(last) };
}

/** Registers a patient: the first five fields are enough, the rest can wait. */
export default function RegisterPage() {
  const go = useGo();
  const name = nameFrom(usePathQuery("name"));
  const draft = useDraft<Registration>(
    { about: "register_patient" },
    { details: { ...noDetails, ...name, addresses: [newAddress()] }, contacts: [], policies: [] },
  );
  const registering = useChange("register_patient", { faults: "here" });
  const [fault, setFault] = useState<Fault | null>(null);
  const twins = useTwins(draft.value.details);
  const askTwins = useAskTwins();
  const [checking, setChecking] = useState(false);
  const { details, contacts, policies } = draft.value;

  useEffect(() => setFault(registering.error), [registering.error]);

  async function register() {
    setChecking(true);
    const alike = await askTwins(details).catch((reason) => setFault(Fault.of(reason)));
    setChecking(false);
    if (!alike) return;
    const sure = alike.filter(({ alike }) => alike.includes("same_birth_date") || alike.includes("same_number"));
    if (
      sure.length > 0 &&
      !(await confirm({
        title: "Register a second record?",
        body: `${sure[0]?.patient.name ?? "Someone"} is here already and looks like the same person. Two records of one person are a danger: an allergy may stand in one only.`,
        confirm: "Register all the same",
        cancel: "Look again",
      }))
    ) {
      return;
    }
    registering.mutate(
      { details: filled(details), contacts, policies },
      {
        onSuccess: async (patient) => {
          await draft.discard();
          toast(`${patient.name} is registered: ${patient.mrn}.`);
          go(`/patients/${patient.id}`);
        },
      },
    );
  }

  if (!draft.ready) return null;
  const part = { typing: draft, fault };
  return (
    <Page title="Register a patient">
      <div className={styles.split}>
        <div className={styles.long}>
          <FormShell
            label="Register a patient"
            submit="Register"
            onSubmit={() => void register()}
            onCancel={() => go("/patients")}
            typing={draft}
            fault={fault}
            busy={checking || registering.isPending}
          >
            <Stack gap={24}>
              <FirstFields {...part} />
              <Addresses {...part} />
              <Section title="Insurance">
                <Stack gap="sm">
                  {policies.map((policy, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: not yet records: they have no ids
                    <div className={styles.entry} key={at}>
                      <PolicyFields
                        value={policy}
                        fault={fault}
                        onChange={(to) => draft.set({ policies: policies.with(at, to) })}
                      />
                      <TakeOut what="this policy" onClick={() => draft.set({ policies: policies.toSpliced(at, 1) })} />
                    </div>
                  ))}
                  <PutIn onClick={() => draft.set({ policies: [...policies, newPolicy(policies.length + 1)] })}>
                    {policies.length ? "Another policy" : "Add an insurance policy"}
                  </PutIn>
                </Stack>
              </Section>
              <Section title="Emergency contact and guarantor">
                <Stack gap="sm">
                  {contacts.map((contact, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: not yet records: they have no ids
                    <div className={styles.entry} key={at}>
                      <ContactFields
                        value={contact}
                        fault={fault}
                        onChange={(to) => draft.set({ contacts: contacts.with(at, to) })}
                      />
                      <TakeOut what="this contact" onClick={() => draft.set({ contacts: contacts.toSpliced(at, 1) })} />
                    </div>
                  ))}
                  <PutIn onClick={() => draft.set({ contacts: [...contacts, newContact()] })}>
                    {contacts.length ? "Another contact" : "Add a contact"}
                  </PutIn>
                </Stack>
              </Section>
              <AboutFields {...part} />
              <OtherNames {...part} />
              <CareFields {...part} />
            </Stack>
          </FormShell>
        </div>
        <aside className={styles.aside} aria-label="Already here">
          <Twins of={twins} />
        </aside>
      </div>
    </Page>
  );
}

function PutIn({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <div>
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}

function TakeOut({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <Button variant="subtle" color="gray" size="compact-sm" aria-label={`Remove ${what}`} onClick={onClick}>
      Remove
    </Button>
  );
}
