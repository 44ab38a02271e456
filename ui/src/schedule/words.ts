import type { Appointment, AppointmentStatus, CancelReason, ClashKind, WallTime } from "../api/bindings";
import { timeWords } from "../shared/time";

/** What each status is called on the schedule and the board. */
export const statusWords: Record<AppointmentStatus, string> = {
  booked: "Booked",
  arrived: "Arrived",
  roomed: "In room",
  with_provider: "With provider",
  checkout: "Checkout",
  fulfilled: "Done",
  cancelled: "Cancelled",
  noshow: "No-show",
};

/** The verb that takes an appointment one step further; nothing when it is over. */
export const nextStep: Record<AppointmentStatus, string | null> = {
  booked: "Check in",
  arrived: "To room",
  roomed: "Provider in",
  with_provider: "To checkout",
  checkout: "Done",
  fulfilled: null,
  cancelled: null,
  noshow: null,
};

/** The verb that takes the last step back. */
export const undoWords: Record<AppointmentStatus, string | null> = {
  booked: null,
  arrived: "Undo check-in",
  roomed: "Back to waiting",
  with_provider: "Back to room",
  checkout: "Back to provider",
  fulfilled: "Back to checkout",
  cancelled: "Undo cancellation",
  noshow: "Undo no-show",
};

export const cancelWords: Record<CancelReason, string> = {
  patient: "Patient asked",
  practice: "Provider or practice cannot",
  left_unseen: "Left without being seen",
  ill: "Too ill, or in hospital",
  transport: "No way to come",
  weather: "Weather",
  insurance: "Insurance or cost",
  mistake: "Booked by mistake",
  other: "Something else",
};

export const clashWords: Record<ClashKind, string> = {
  practitioner: "The provider is taken",
  room: "The room is taken",
  patient: "The patient is already booked",
  outside_hours: "Outside working hours",
};

/** Nothing more happens to these until the last step is undone. */
export function isOver(status: AppointmentStatus): boolean {
  return status === "fulfilled" || status === "cancelled" || status === "noshow";
}

/** `2026-11-22T09:30` as its day and its time. */
export const dayOf = (at: WallTime) => at.slice(0, 10);
export const timeOf = (at: WallTime) => at.slice(11, 16);

/** 9:00–9:20 am. */
export function spanWords({ starts_at, ends_at }: Pick<Appointment, "starts_at" | "ends_at">): string {
  const [from, to] = [timeWords(timeOf(starts_at)), timeWords(timeOf(ends_at))];
  return from.slice(-2) === to.slice(-2) ? `${from.slice(0, -3)}–${to}` : `${from}–${to}`;
}

/** "9 min", "1 h 05 min". */
export function minutesWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Whole minutes from a moment to another, never fewer than none. */
export function minutesSince(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}
