import {
  IconBuilding,
  IconCalendarCog,
  IconChevronRight,
  IconFileExport,
  IconFileImport,
  IconKey,
  IconLifebuoy,
  IconReceipt2,
  IconShieldCheck,
  IconUsers,
} from "@tabler/icons-react";
import type { Permission } from "../api/bindings";
import { PageLink } from "../shared/go";
import { Page } from "../shared/Page";
import { useMay } from "../shared/session";
import styles from "./Settings.module.css";

const places: { to: string; label: string; about: string; icon: typeof IconKey; may?: Permission }[] = [
  {
    to: "/settings/practice",
    label: "Practice",
    about: "Name, address, NPI, logo, paper, units, time until it locks itself",
    icon: IconBuilding,
    may: "ManagePractice",
  },
  {
    to: "/settings/people",
    label: "People",
    about: "Who signs in, with which roles, and who treats patients",
    icon: IconUsers,
    may: "ManageUsers",
  },
  {
    to: "/settings/schedule",
    label: "Schedule",
    about: "Rooms, visit types, working hours",
    icon: IconCalendarCog,
    may: "ManagePractice",
  },
  { to: "/settings/fees", label: "Fee schedule", about: "What each code costs", icon: IconReceipt2, may: "SeeBilling" },
  {
    to: "/settings/import",
    label: "Import",
    about: "Charts from other systems: FHIR bundles, folders, NDJSON",
    icon: IconFileImport,
    may: "ImportRecords",
  },
  {
    to: "/settings/export",
    label: "Export",
    about: "The whole practice as FHIR files, to hand on or to keep",
    icon: IconFileExport,
    may: "ExportRecords",
  },
  {
    to: "/settings/audit",
    label: "Audit log",
    about: "Who did and looked at what; check that nothing was tampered with",
    icon: IconShieldCheck,
    may: "SeeAudit",
  },
  {
    to: "/settings/recovery",
    label: "Recovery sheet",
    about: "The printed code that opens the practice when every passphrase is lost; make a new one",
    icon: IconLifebuoy,
    may: "ManagePractice",
  },
  {
    to: "/settings/passphrase",
    label: "My passphrase",
    about: "Change the passphrase you sign in with",
    icon: IconKey,
  },
];

/** Where everything that is set once is found. */
export default function SettingsPage() {
  const may = useMay();
  return (
    <Page title="Settings">
      <ul className={styles.places}>
        {places
          .filter((place) => may(place.may))
          .map(({ to, label, about, icon: Icon }) => (
            <li key={to}>
              <PageLink to={to} className={styles.place} underline="never">
                <Icon size={20} aria-hidden />
                <span>
                  <b>{label}</b>
                  <small>{about}</small>
                </span>
                <IconChevronRight size={16} aria-hidden />
              </PageLink>
            </li>
          ))}
      </ul>
    </Page>
  );
}
