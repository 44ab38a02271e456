import { Avatar, Badge } from "@mantine/core";
import { IconAlertTriangle, IconHelpCircle, IconShieldCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Day } from "../api/bindings";
import { dayDigits } from "./day";
import styles from "./PatientBanner.module.css";
import { Age, DayText } from "./text";

/** Who a page is about; every patient page shows it so that nobody writes in the wrong chart. */
export interface BannerPatient {
  /** The name as the practice shows it, family name first or not. */
  name: string;
  /** Name they go by, when it differs. */
  preferred_name?: string | null;
  birth_date: Day | null;
  /** In words: Female. */
  sex: string;
  pronouns?: string | null;
  mrn: string;
  deceased_on?: Day | null;
  /** Recorded as dead, whether or not the day is known. */
  deceased?: boolean;
  /** An image address, `data:` or `blob:`. */
  photo?: string | null;
  /** `unknown`: nobody asked. `none`: asked, none known. Null: the signed-in role does not see charts. */
  allergies: null | "unknown" | "none" | { substance: string; severe?: boolean }[];
}

/** Name, age, date of birth, sex, MRN, allergies, photo. `children` stand at the far right: a balance, a menu. */
export function PatientBanner({ patient, children }: { patient: BannerPatient; children?: ReactNode }) {
  const died = patient.deceased || Boolean(patient.deceased_on);
  return (
    <section className={styles.banner} aria-label={`Patient ${patient.name}`}>
      <Avatar src={patient.photo ?? null} name={patient.name} color="well" size={40} radius="sm" alt="" />
      <div className={styles.who}>
        <div className={styles.name}>
          {patient.name} {patient.preferred_name ? <small>goes by {patient.preferred_name}</small> : null}{" "}
          {died ? (
            <Badge color="dark" variant="filled" radius="sm" tt="none">
              Died {patient.deceased_on ? <DayText day={patient.deceased_on} /> : "(day unknown)"}
            </Badge>
          ) : null}
        </div>
        <dl className={styles.facts}>
          <Fact term={died ? "Age at death" : "Age"}>
            {patient.birth_date && !(died && !patient.deceased_on) ? (
              <Age birth={patient.birth_date} on={patient.deceased_on ?? undefined} />
            ) : (
              "unknown"
            )}
          </Fact>
          <Fact term="Born">{patient.birth_date ? dayDigits(patient.birth_date) : "unknown"}</Fact>
          <Fact term="Sex">
            {patient.sex}
            {patient.pronouns ? ` (${patient.pronouns})` : ""}
          </Fact>
          <Fact term="MRN">{patient.mrn}</Fact>
        </dl>
      </div>
      <Allergies of={patient.allergies} />
      {children}
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Allergies({ of }: { of: BannerPatient["allergies"] }) {
  if (of === null) return null;
  if (of === "unknown") {
    return (
      <div className={`${styles.allergies} ${styles.unasked}`}>
        <IconHelpCircle size={16} aria-hidden />
        <b>Allergies not asked yet</b>
      </div>
    );
  }
  if (of === "none" || of.length === 0) {
    return (
      <div className={styles.allergies}>
        <IconShieldCheck size={16} aria-hidden />
        No known allergies
      </div>
    );
  }
  return (
    <div className={`${styles.allergies} ${styles.known}`}>
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <b>Allergies:</b>{" "}
        {of.map((allergy, at) => (
          <span key={allergy.substance}>
            {at ? ", " : ""}
            {allergy.severe ? <b>{allergy.substance} (severe)</b> : allergy.substance}
          </span>
        ))}
      </div>
    </div>
  );
}
