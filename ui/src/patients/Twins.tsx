import { useDebouncedValue } from "@mantine/hooks";
import { Fragment } from "react";
import type { Id, LikelyDuplicate } from "../api/bindings";
import { PageLink } from "../shared/go";
import { Notice } from "../shared/Notice";
import { useRecord } from "../shared/useRecord";
import { factsOf } from "./find";
import type { DetailsTyping } from "./form";
import styles from "./Patients.module.css";
import { alikeWords } from "./words";

/** Records that may be of the person being typed. */
export function useTwins(details: DetailsTyping, except?: Id<"Patient">): LikelyDuplicate[] {
  const { given, family, birth_date, telecoms, identifiers } = details;
  const known = {
    given,
    family,
    birth_date,
    telecoms: telecoms.filter((t) => t.kind !== "email" && t.value.trim().length >= 7),
    numbers: identifiers.map((i) => i.value),
    except: except ?? null,
  };
  const [asked] = useDebouncedValue(known, 200);
  const enough = Boolean(asked.family.trim() || asked.telecoms.length);
  const twins = useRecord("likely_duplicates", asked, { enabled: enough, keepLast: true });
  return enough ? (twins.data ?? []) : [];
}

/** Warns that the person may be here already, while there is still time. */
export function Twins({ of: twins }: { of: LikelyDuplicate[] }) {
  if (twins.length === 0) return null;
  return (
    <Notice
      kind="warn"
      title={twins.length === 1 ? "This person may be here already" : "This person may be here already; look at these"}
    >
      <div className={styles.twins} style={{ marginTop: 8 }}>
        {twins.map(({ patient, alike }) => (
          <div key={patient.id} className={styles.twin}>
            <PageLink to={`/patients/${patient.id}`} fw={600}>
              {patient.name}
            </PageLink>
            <p className={styles.sign}>
              {factsOf(patient)
                .split(" · ")
                .map((fact, at, all) => (
                  <Fragment key={fact}>
                    <span>
                      {fact}
                      {at < all.length - 1 ? " ·" : ""}
                    </span>{" "}
                  </Fragment>
                ))}
            </p>
            <p className={styles.dim}>{alike.map((sign) => alikeWords[sign]).join(", ")}</p>
          </div>
        ))}
      </div>
    </Notice>
  );
}
