import type { ActEntry, FinderEntry, PageEntry } from "./registry";

/**
 * Every page, act and finder of the open practice. A feature adds its page here in one line:
 *
 *     { path: "/patients", label: "Patients", icon: IconUsers, may: "SeePatients", load: () => import("../patients/PatientsPage") },
 *
 * The first page with an icon that the signed-in user may open is where they start.
 */
export const pages: PageEntry[] = [{ path: "/preferences", label: "This window", load: () => import("./Preferences") }];

/** What Ctrl+K can begin. */
export const acts: ActEntry[] = [];

/** What Ctrl+K can find. */
export const finders: FinderEntry[] = [];
