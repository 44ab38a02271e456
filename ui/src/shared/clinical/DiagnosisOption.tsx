import type { DiagnosisHit } from "../../api/bindings";
import styles from "./clinical.module.css";

/** A code of ICD-10-CM as a search lists it; a heading says that it cannot be billed. */
export function DiagnosisOption({ hit }: { hit: DiagnosisHit }) {
  return (
    <div className={styles.hit}>
      <span className={styles.code}>{hit.code}</span>
      <span>
        {hit.description}
        {hit.billable ? "" : " (heading: choose a code below it)"}
      </span>
    </div>
  );
}
