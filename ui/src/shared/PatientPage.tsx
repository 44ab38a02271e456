import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Permission } from "../api/bindings";
import { PageLink } from "./go";
import { Notice } from "./Notice";
import { PatientHead } from "./PatientHead";
import styles from "./PatientPage.module.css";
import { useMay } from "./session";
import { useRecord } from "./useRecord";

const tabs: { label: string; path: string; may: Permission }[] = [
  { label: "Chart", path: "", may: "SeeChart" },
  { label: "Details", path: "/details", may: "SeePatients" },
  { label: "Account", path: "/account", may: "SeeBilling" },
];

/** What stands around every page of one patient: the banner, and the patient's other pages. */
export function PatientPage({ patient, aside, children }: { patient: string; aside?: ReactNode; children: ReactNode }) {
  const may = useMay();
  const banner = useRecord("patient_banner", { patient });
  const survivor = banner.data?.merged_into;
  return (
    <>
      <PatientHead patient={patient}>{aside}</PatientHead>
      <nav className={styles.tabs} aria-label="This patient">
        {tabs
          .filter((tab) => may(tab.may))
          .map((tab) => (
            <Link
              key={tab.path}
              to={`/patients/${patient}${tab.path}`}
              activeOptions={{ exact: true }}
              className={styles.tab}
              activeProps={{ "aria-current": "page" }}
            >
              {tab.label}
            </Link>
          ))}
      </nav>
      {survivor ? (
        <div className={styles.notice}>
          <Notice
            kind="warn"
            title="This record was merged into another record of the same person"
            actions={<PageLink to={`/patients/${survivor}`}>Open that record</PageLink>}
          >
            What was entered here stands there now. This page only shows what it held of the person.
          </Notice>
        </div>
      ) : null}
      {children}
    </>
  );
}
