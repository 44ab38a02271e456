import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { CodeSearch } from "../shared/CodeSearch";
import { Mark } from "../shared/clinical/Card";
import { DiagnosisOption } from "../shared/clinical/DiagnosisOption";
import { EmptyState, Section } from "../shared/Page";
import { type DiagnosisList, mostDiagnoses } from "./useDiagnoses";
import styles from "./Visits.module.css";

/** What was found, the main one first, each with its letter on the claim. */
export function Diagnoses({ diagnoses, open }: { diagnoses: DiagnosisList; open: boolean }) {
  const { list, add, remove, move } = diagnoses;
  return (
    <Section title="Diagnoses" count={list.length || undefined}>
      {list.length > 0 ? (
        <ol className={styles.diagnoses}>
          {list.map((one, at) => (
            <li key={one.code}>
              <span className={styles.letter}>{one.letter}</span>
              <span className={styles.code}>{one.code}</span>
              <span className={styles.words}>
                {one.display}{" "}
                {one.billable ? null : <Mark kind="warn">Heading only: choose a code below it before signing</Mark>}
              </span>
              {open ? (
                <span className={styles.tools}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Move ${one.code} up`}
                    disabled={at === 0}
                    onClick={() => move(one.code, -1)}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Move ${one.code} down`}
                    disabled={at === list.length - 1}
                    onClick={() => move(one.code, 1)}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Remove ${one.code}`}
                    onClick={() => remove(one.code)}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </span>
              ) : null}
            </li>
          ))}
        </ol>
      ) : open ? null : (
        <EmptyState title="No diagnosis was made" />
      )}
      {open && list.length < mostDiagnoses ? (
        <CodeSearch
          command="search_diagnoses"
          input={(query) => ({ query, limit: 30 })}
          itemKey={(hit) => hit.code}
          item={(hit) => <DiagnosisOption hit={hit} />}
          onPick={(hit) => {
            add(hit.code);
            return undefined;
          }}
          label="Add diagnosis"
          placeholder="Type words or a code: diab neph, E11.9, sore throat"
          nothing="No diagnosis of ICD-10-CM fits. Try fewer or other words."
        />
      ) : null}
    </Section>
  );
}
