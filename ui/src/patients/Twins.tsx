import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import type { Id, LikelyDuplicate } from "../api/bindings";
import { PageLink } from "../shared/go";
import { Notice } from "../shared/Notice";
import { record, useRecord } from "../shared/useRecord";
import { factsOf } from "./find";
import type { DetailsTyping } from "./form";
import styles from "./Patients.module.css";
import { alikeWords } from "./words";

/** What a person is known again by. */
function signsOf({ given, family, birth_date, telecoms, identifiers }: DetailsTyping, except?: Id<"Patient">) {
  return {
    given,
    family,
    birth_date,
    telecoms: telecoms.filter((t) => t.kind !== "email" && t.value.trim().length >= 7),
    numbers: identifiers.map((i) => i.value),
    except: except ?? null,
  };
}
type Signs = ReturnType<typeof signsOf>;

const areEnough = ({ family, telecoms }: Signs) => Boolean(family.trim() || telecoms.length);

/** Records that may be of the person being typed, a moment after the typing. */
export function useTwins(details: DetailsTyping, except?: Id<"Patient">): LikelyDuplicate[] {
  // As text: an object is another one at every drawing, and would never come to rest.
  const [asked] = useDebouncedValue(JSON.stringify(signsOf(details, except)), 200);
  const signs: Signs = JSON.parse(asked);
  const enough = areEnough(signs);
  const twins = useRecord("likely_duplicates", signs, { enabled: enough, keepLast: true });
  return enough ? (twins.data ?? []) : [];
}

/** Asks for them now: what `useTwins` shows may be of what was typed before. */
export function useAskTwins(): (details: DetailsTyping) => Promise<LikelyDuplicate[]> {
  const client = useQueryClient();
  return async (details) => {
    const signs = signsOf(details);
    return areEnough(signs) ? client.fetchQuery(record("likely_duplicates", signs)) : [];
  };
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
