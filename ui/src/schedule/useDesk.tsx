import { type ReactNode, useState } from "react";
import type { Appointment, Day } from "../api/bindings";
import { useHotkey } from "../shared/hotkeys";
import { useMay } from "../shared/session";
import { AppointmentPanel } from "./AppointmentPanel";
import { BookDialog } from "./BookDialog";
import { CancelDialog } from "./CancelDialog";
import type { Place } from "./grid";
import { MoveDialog } from "./MoveDialog";
import type { Found } from "./PatientBox";

/** A booking begun elsewhere: for whom, if that is known. */
export interface Booking {
  patient: Found | null;
}

type Open =
  | { what: "panel"; of: Appointment }
  | { what: "book"; place: Partial<Place> & { day: Day }; patient?: Found | null }
  | { what: "move"; of: Appointment }
  | { what: "cancel"; of: Appointment };

/** The panel and the dialogs of a page with appointments: one open at a time. */
export function useDesk(
  day: Day,
  today: Day,
  booking?: Booking,
): {
  dialogs: ReactNode;
  open: (appointment: Appointment) => void;
  book: (place?: Place) => void;
  askMove: (appointment: Appointment) => void;
  askCancel: (appointment: Appointment) => void;
} {
  const [now, setNow] = useState<Open | null>(
    booking ? { what: "book", place: { day }, patient: booking.patient } : null,
  );
  const may = useMay();
  const close = () => setNow(null);
  const book = (place?: Place) =>
    setNow({ what: "book", place: { ...place, day: place?.starts_at.slice(0, 10) ?? day } });
  useHotkey("n", "Book an appointment", () => may("EditSchedule") && !now && book());
  const askMove = (of: Appointment) => setNow({ what: "move", of });
  const askCancel = (of: Appointment) => setNow({ what: "cancel", of });

  let dialogs: ReactNode = null;
  if (now?.what === "panel") {
    dialogs = <AppointmentPanel key={now.of.id} of={now.of} onMove={askMove} onCancel={askCancel} onClose={close} />;
  } else if (now?.what === "book") {
    dialogs = <BookDialog place={now.place} patient={now.patient ?? null} today={today} onClose={close} />;
  } else if (now?.what === "move") {
    dialogs = <MoveDialog appointment={now.of} today={today} onClose={close} />;
  } else if (now?.what === "cancel") {
    dialogs = <CancelDialog appointment={now.of} onClose={close} />;
  }
  return { dialogs, open: (of) => setNow({ what: "panel", of }), book, askMove, askCancel };
}
