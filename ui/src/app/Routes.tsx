import { IconCalendar, IconReceipt2, IconSettings, IconSignature, IconSun, IconUsers } from "@tabler/icons-react";
import { findPatients } from "../patients/find";
import type { ActEntry, FinderEntry, PageEntry } from "./registry";

/**
 * Every page, act and finder of the open practice. A feature adds its page here in one line:
 *
 *     { path: "/patients", label: "Patients", icon: IconUsers, may: "SeePatients", load: () => import("../patients/PatientsPage") },
 *
 * The first page with an icon that the signed-in user may open is where they start.
 */
export const pages: PageEntry[] = [
  { path: "/today", label: "Today", icon: IconSun, may: "SeeSchedule", load: () => import("../schedule/TodayPage") },
  {
    path: "/schedule",
    label: "Schedule",
    icon: IconCalendar,
    may: "SeeSchedule",
    load: () => import("../schedule/SchedulePage"),
  },
  {
    path: "/schedule/book",
    label: "Book an appointment",
    may: "EditSchedule",
    load: () => import("../schedule/BookPage"),
  },
  {
    path: "/schedule/book/$patient",
    label: "Book an appointment",
    may: "EditSchedule",
    load: () => import("../schedule/BookPage"),
  },
  {
    path: "/patients",
    label: "Patients",
    icon: IconUsers,
    may: "SeePatients",
    load: () => import("../patients/PatientsPage"),
  },
  {
    path: "/patients/new",
    label: "Register a patient",
    may: "EditPatients",
    load: () => import("../patients/RegisterPage"),
  },
  {
    path: "/patients/$patient/details",
    label: "Details",
    may: "SeePatients",
    load: () => import("../patients/DetailsPage"),
  },
  {
    path: "/patients/$patient/edit",
    label: "Change details",
    may: "EditPatients",
    load: () => import("../patients/EditPage"),
  },
  {
    path: "/patients/$patient/merge",
    label: "Merge two records",
    may: "MergePatients",
    load: () => import("../patients/MergePage"),
  },
  {
    path: "/settings/schedule",
    label: "Schedule settings",
    may: "ManagePractice",
    load: () => import("../schedule/ScheduleSettings"),
  },
  {
    path: "/visits",
    label: "To sign",
    icon: IconSignature,
    may: "SignNotes",
    load: () => import("../visits/UnsignedPage"),
  },
  {
    path: "/billing",
    label: "Billing",
    icon: IconReceipt2,
    may: "SeeBilling",
    load: () => import("../billing/BillingPage"),
  },
  {
    path: "/patients/$patient/account",
    label: "Account",
    may: "SeeBilling",
    load: () => import("../billing/AccountPage"),
  },
  {
    path: "/patients/$patient",
    label: "Chart",
    may: "SeeChart",
    otherwise: (address) => `${address}/details`,
    load: () => import("../chart/ChartPage"),
  },
  { path: "/visits/$visit", label: "Visit", may: "SeeChart", load: () => import("../visits/VisitPage") },
  {
    path: "/visits/$visit/checkout",
    label: "Checkout",
    may: "SeeBilling",
    load: () => import("../billing/CheckoutPage"),
  },
  { path: "/settings/fees", label: "Fee schedule", may: "SeeBilling", load: () => import("../billing/FeesPage") },
  { path: "/settings", label: "Settings", icon: IconSettings, load: () => import("../settings/SettingsPage") },
  {
    path: "/settings/practice",
    label: "Practice",
    may: "ManagePractice",
    load: () => import("../settings/PracticePage"),
  },
  { path: "/settings/import", label: "Import", may: "ImportRecords", load: () => import("../import/ImportPage") },
  { path: "/settings/export", label: "Export", may: "ExportRecords", load: () => import("../export/ExportPage") },
  { path: "/settings/people", label: "People", may: "ManageUsers", load: () => import("../settings/PeoplePage") },
  { path: "/settings/audit", label: "Audit log", may: "SeeAudit", load: () => import("../settings/AuditPage") },
  {
    path: "/settings/recovery",
    label: "Recovery sheet",
    may: "ManagePractice",
    load: () => import("../settings/RecoveryPage"),
  },
  { path: "/settings/passphrase", label: "My passphrase", load: () => import("../settings/PassphrasePage") },
  { path: "/preferences", label: "This window", load: () => import("./Preferences") },
];

/** What Ctrl+K can begin. */
export const acts: ActEntry[] = [];

/** What Ctrl+K can find. */
export const finders: FinderEntry[] = [{ label: "Patients", may: "SeePatients", find: findPatients }];
