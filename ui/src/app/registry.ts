import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Permission } from "../api/bindings";
import type { Found } from "../shared/found";

/** A page of the open practice. */
export interface PageEntry {
  /** Its address; `$patient` and its like stand for an id. */
  path: string;
  /** What it is called in the menu and in Ctrl+K. */
  label: string;
  /** Puts it into the menu on the left; the order there is the order of the list. */
  icon?: Icon;
  /** Who may open it. Left out: everyone signed in. */
  may?: Permission;
  /** Where others are sent from its address, instead of being told that it is not theirs. */
  otherwise?: (address: string) => string;
  /** The page's module; its default export is the page. */
  load: () => Promise<{ default: () => ReactNode }>;
}

/** Something that can be begun from anywhere by Ctrl+K. */
export interface ActEntry {
  /** The verb and its object: "Register a patient". */
  label: string;
  /** Other words it is looked for by. */
  words?: string;
  icon: Icon;
  may?: Permission;
  /** The page where it happens. */
  to: string;
}

/** Finds records by what is typed into Ctrl+K. */
export interface FinderEntry {
  /** The heading over what it finds. */
  label: string;
  may: Permission;
  /** Answers within a few milliseconds; best first. */
  find: (typed: string) => Promise<Found[]>;
}
