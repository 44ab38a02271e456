import type { Appointment, AppointmentStatus } from "../api/bindings";
import { Fault } from "../api/call";
import { useGo } from "../shared/go";
import { toast, toastFault } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { bookOver } from "./clashes";
import type { Place } from "./grid";
import { spanWords, statusWords } from "./words";

/** What can be done with an appointment from the calendar, its panel and the flow board; `say` tells that it was done. */
export function useAppointment(say: (done: string) => void = toast) {
  const go = useGo();
  const moving = useChange("move_appointment", { faults: "here" });
  const advancing = useChange("advance_appointment");
  const undoing = useChange("undo_appointment_step", { faults: "here" });
  const missing = useChange("mark_no_show");
  const starting = useChange("start_visit");
  const named = ({ id, version, patient }: Appointment) => ({ id, version, patient });

  /** Puts it elsewhere, asking when the place is taken. Whether it is there now. */
  async function move(appointment: Appointment, place: Place, room = appointment.room): Promise<boolean> {
    try {
      const moved = await bookOver(
        { patient: appointment.patient, room, appointment: appointment.id, ...place },
        (allow_overlap) => moving.mutateAsync({ ...named(appointment), ...place, room, allow_overlap }),
      );
      if (moved) say(`${moved.patient_name}: ${spanWords(moved)}, ${moved.practitioner_name}.`);
      return moved !== null;
    } catch (reason) {
      toastFault(reason);
      return false;
    }
  }

  async function advance(appointment: Appointment, to?: AppointmentStatus, room?: string | null) {
    const done = await advancing.mutateAsync({ ...named(appointment), to, room }).catch(() => null);
    if (done) say(`${done.patient_name}: ${statusWords[done.status].toLowerCase()}.`);
    return done;
  }

  async function undo(appointment: Appointment) {
    const { patient, practitioner, room, starts_at, minutes, id } = appointment;
    try {
      const place = { patient, practitioner, room, starts_at, minutes, appointment: id };
      const done = await bookOver(place, (allow_overlap) =>
        undoing.mutateAsync({ ...named(appointment), allow_overlap }),
      );
      if (done) say(`${done.patient_name}: ${statusWords[done.status].toLowerCase()} again.`);
      return done;
    } catch (reason) {
      toastFault(Fault.of(reason));
      return null;
    }
  }

  async function noShow(appointment: Appointment) {
    const done = await missing.mutateAsync(named(appointment)).catch(() => null);
    if (done) say(`${done.patient_name} did not come.`);
    return done;
  }

  /** The visit of this appointment, begun now if it was not. */
  async function openVisit({ id, patient }: Appointment) {
    const visit = await starting.mutateAsync({ patient, appointment: id }).catch(() => null);
    if (visit) go(`/visits/${visit.id}`);
  }

  const openChart = ({ patient }: Appointment) => go(`/patients/${patient}`);
  const busy = [moving, advancing, undoing, missing, starting].some((change) => change.isPending);
  return { move, advance, undo, noShow, openVisit, openChart, busy };
}
