import "@event-calendar/core/index.css";
import {
  type Calendar,
  createCalendar,
  destroyCalendar,
  Interaction,
  ResourceTimeGrid,
  TimeGrid,
} from "@event-calendar/core";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Appointment, Column, Schedule } from "../api/bindings";
import styles from "./Calendar.module.css";
import {
  clock,
  draw,
  events,
  hoursShown,
  minuteOf,
  minutesBetween,
  neighbour,
  type Place,
  plusMinutes,
  resources,
  wallNow,
  wallOf,
} from "./grid";
import { spanWords } from "./words";

interface CalendarGridProps {
  schedule: Schedule;
  /** The practice's IANA zone: where the now-line stands. */
  zone: string;
  /** Whether appointments can be booked and moved here. */
  mayEdit: boolean;
  onOpen: (appointment: Appointment) => void;
  /** A time was clicked or dragged over; `minutes` 0: only a beginning. */
  onPick: (place: Place) => void;
  /** An appointment was put elsewhere. Resolves to whether it stays there. */
  onMove: (appointment: Appointment, place: Place) => Promise<boolean>;
  /** The move dialog was asked for by key. */
  onAskMove: (appointment: Appointment) => void;
}

const plugins = [ResourceTimeGrid, TimeGrid, Interaction];
/** Minutes to which drags and arrow keys move. */
const snap = 5;

/** The day with a column a provider, or a provider's week with a column a day, on a vertical time axis. */
export function CalendarGrid(props: CalendarGridProps) {
  const { schedule, zone, mayEdit } = props;
  const target = useRef<HTMLDivElement>(null);
  const calendar = useRef<Calendar>(null);
  const told = useRef<Calendar.Options>(null);
  const latest = useRef(props);
  latest.current = props;

  const week = schedule.days > 1;

  // Made anew for another view only; another day, which would cost as much again, is told to it like everything else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest is told by the effect below
  useEffect(() => {
    if (!target.current) return;
    told.current = optionsOf(latest.current);
    const made = createCalendar(target.current, plugins, {
      ...told.current,
      view: week ? "timeGridWeek" : "resourceTimeGridDay",
      scrollTime: firstTime(latest.current),
      duration: { days: schedule.days },
      firstDay: 1,
      headerToolbar: { start: "", center: "", end: "" },
      allDaySlot: false,
      slotDuration: "00:15:00",
      slotLabelInterval: "01:00:00",
      snapDuration: { minutes: snap },
      // Five minutes are eight pixels: twenty have room for two lines, fifteen for one.
      slotHeight: 24,
      slotEventOverlap: false,
      eventResizableFromStart: true,
      nowIndicator: true,
      height: "100%",
      dayHeaderFormat: { weekday: "short", month: "short", day: "numeric" },
      // An entry writes its own time: the calendar's would be made for each and thrown away.
      eventTimeFormat: () => "",
      slotLabelFormat: (time: Date) => hourWords(time.getHours()),
      selectMinDistance: 6,
      selectBackgroundColor: "var(--cw-chosen)",
      resourceLabelContent: ({ resource }: Calendar.ResourceLabelInfo) => ({
        domNodes: label(resource.extendedProps.column as Column),
      }),
      eventContent: ({ event }: Calendar.EventContentInfo) => ({
        domNodes: event.display === "auto" && event.extendedProps.appointment ? drawn(event) : [],
      }),
      eventDidMount: ({ event, el }: Calendar.EventDidMountInfo) => {
        el.dataset.appointment = String(event.id);
      },
      eventClick: ({ event }: Calendar.EventClickInfo) => {
        const appointment = appointmentOf(event);
        if (appointment) latest.current.onOpen(appointment);
      },
      dateClick: ({ date, resource }: Calendar.DateClickInfo) => {
        if (latest.current.mayEdit) latest.current.onPick(pickedAt(date, date, resource, latest.current.schedule));
      },
      select: ({ start, end, resource }: Calendar.SelectInfo) => {
        latest.current.onPick(pickedAt(start, end, resource, latest.current.schedule));
        made.unselect();
      },
      eventDrop: ({ event, newResource, revert }: Calendar.EventDropInfo) => void moved(event, newResource, revert),
      eventResize: ({ event, revert }: Calendar.EventResizeInfo) => void moved(event, undefined, revert),
    } as Calendar.Options);
    calendar.current = made;
    plainRoles(target.current);
    async function moved(event: Calendar.Event, resource: Calendar.Resource | undefined, revert: () => void) {
      const appointment = appointmentOf(event);
      if (!appointment) return revert();
      const stays = await latest.current.onMove(appointment, {
        practitioner: resource ? String(resource.id) : appointment.practitioner,
        starts_at: wallOf(event.start),
        minutes: minutesBetween(wallOf(event.start), wallOf(event.end)),
      });
      if (!stays) revert();
    }
    return () => {
      calendar.current = null;
      void destroyCalendar(made);
    };
  }, [schedule.days]);

  useEffect(() => {
    const held = focusedAppointment(target.current);
    const options = optionsOf({ schedule, zone, mayEdit });
    const before = told.current;
    told.current = options;
    // Each option told makes the calendar draw again: only what changed is.
    const changed = (Object.keys(options) as (keyof Calendar.Options)[]).filter(
      (name) => before && JSON.stringify(options[name]) !== JSON.stringify(before[name]),
    );
    if (changed.includes("date")) calendar.current?.setOption("scrollTime", firstTime({ schedule, zone }));
    for (const name of changed) calendar.current?.setOption(name, options[name]);
    requestAnimationFrame(() => plainRoles(target.current));
    // The entry under the keyboard was drawn anew: the keyboard stays with it.
    if (held && changed.length) requestAnimationFrame(() => focusOn(target.current, held));
  }, [schedule, zone, mayEdit]);

  useEffect(() => {
    // The offset changes twice a year, and the now-line with it.
    const timer = setInterval(() => calendar.current?.setOption("timeZone", offsetOf(zone)), 60_000);
    return () => clearInterval(timer);
  }, [zone]);

  function onKeyDown(event: KeyboardEvent) {
    const id = focusedAppointment(target.current);
    const appointment = schedule.appointments.find((a) => a.id === id);
    if (!appointment || event.ctrlKey || event.metaKey) return;
    const arrow = /^Arrow(Up|Down|Left|Right)$/.exec(event.key) ? (event.key as Parameters<typeof neighbour>[2]) : null;
    if (arrow && event.altKey) {
      const place = shifted(schedule, appointment, arrow);
      // A key held down would move it many times, each over a version that the one before has made stale.
      if (mayEdit && place && !event.repeat) void props.onMove(appointment, place);
    } else if (arrow) {
      const next = neighbour(schedule, appointment, arrow);
      if (next) focusOn(target.current, next.id);
    } else if (event.key === "m" && mayEdit) {
      props.onAskMove(appointment);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the entries in it are buttons and take the focus; these are their keys
    <div ref={target} className={`${styles.calendar} ${mayEdit ? styles.editable : ""}`} onKeyDown={onKeyDown} />
  );
}

function optionsOf({
  schedule,
  zone,
  mayEdit,
}: Pick<CalendarGridProps, "schedule" | "zone" | "mayEdit">): Calendar.Options {
  const shown = hoursShown(schedule);
  const weekend = ([6, 0] as const).filter((weekday) => schedule.days > 1 && isIdle(schedule, weekday));
  return {
    date: schedule.from,
    resources: resources(schedule.columns),
    events: events(schedule, mayEdit),
    slotMinTime: clock(shown.from),
    slotMaxTime: clock(shown.to),
    hiddenDays: weekend,
    timeZone: offsetOf(zone),
    selectable: mayEdit,
    pointer: mayEdit,
  };
}

/** A day of the weekend on which nobody works and nobody comes is not shown in a week. */
function isIdle({ columns, appointments }: Schedule, weekday: number): boolean {
  const falls = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay() === weekday;
  return !columns.some((c) => c.hours.some((h) => falls(h.day))) && !appointments.some((a) => falls(a.starts_at));
}

/** Where the day is looked at first: an hour ago when it is today, else when work begins. */
function firstTime({ schedule, zone }: Pick<CalendarGridProps, "schedule" | "zone">): string {
  const shown = hoursShown(schedule);
  const now = wallNow(zone);
  const hour = Number(now.slice(11, 13)) * 60;
  // Before and after the hours shown there is nothing to see at the now-line.
  const seen = now.startsWith(schedule.from) && hour >= shown.from && hour < shown.to;
  return clock(Math.max(0, seen ? hour - 60 : firstHour(schedule)));
}

/** When work or the first appointment begins, with a little above it. */
function firstHour({ columns, appointments }: Schedule): number {
  const opens = columns.flatMap((c) => c.hours.map((h) => h.from_minute));
  return Math.min(9 * 60, ...opens, ...appointments.map((a) => minuteOf(a.starts_at))) - 15;
}

function appointmentOf(event: Calendar.Event): Appointment | undefined {
  return event.extendedProps.appointment as Appointment | undefined;
}

function drawn(event: Calendar.Event): Node[] {
  const appointment = appointmentOf(event);
  if (!appointment) return [];
  // While it is dragged the event is elsewhere than the appointment.
  return draw(appointment, spanWords({ starts_at: wallOf(event.start), ends_at: wallOf(event.end) }));
}

function label({ display_name, credential, color }: Column): Node[] {
  const mark = document.createElement("span");
  mark.className = "mark";
  mark.style.setProperty("--column", color);
  return [mark, document.createTextNode(credential ? `${display_name}, ${credential}` : display_name)];
}

function pickedAt(start: Date, end: Date, resource: Calendar.Resource | undefined, schedule: Schedule): Place {
  const starts_at = wallOf(start);
  const practitioner = resource ? String(resource.id) : (schedule.columns[0]?.practitioner ?? "");
  return { practitioner, starts_at, minutes: minutesBetween(starts_at, wallOf(end)) };
}

/** Alt with an arrow: five minutes up or down, one column left or right. */
function shifted(schedule: Schedule, of: Appointment, arrow: string): Place | null {
  const place = { practitioner: of.practitioner, starts_at: of.starts_at, minutes: of.minutes };
  if (arrow === "ArrowUp") return { ...place, starts_at: plusMinutes(of.starts_at, -snap) };
  if (arrow === "ArrowDown") return { ...place, starts_at: plusMinutes(of.starts_at, snap) };
  const side = arrow === "ArrowRight" ? 1 : -1;
  if (schedule.days > 1) return { ...place, starts_at: plusMinutes(of.starts_at, side * 24 * 60) };
  const at = schedule.columns.findIndex((c) => c.practitioner === of.practitioner);
  const column = schedule.columns[at + side];
  return column ? { ...place, practitioner: column.practitioner } : null;
}

/** The calendar calls itself a table, whose rows and cells would hold the entries; they do not. It is a group of buttons. */
function plainRoles(root: HTMLElement | null) {
  for (const part of root?.querySelectorAll('[role="row"], [role="rowgroup"], [role="columnheader"], [role="cell"]') ??
    []) {
    part.removeAttribute("role");
    part.removeAttribute("aria-colindex");
    part.removeAttribute("aria-colspan");
  }
  // Scrolled by keys also while nothing is booked in it.
  root?.querySelector(".ec-main")?.setAttribute("tabindex", "0");
  const whole = root?.querySelector('[role="table"]');
  whole?.setAttribute("role", "group");
  whole?.setAttribute("aria-label", "Schedule");
}

function focusedAppointment(root: HTMLElement | null): string | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && root?.contains(focused) ? (focused.dataset.appointment ?? null) : null;
}

function focusOn(root: HTMLElement | null, id: string) {
  root?.querySelector<HTMLElement>(`[data-appointment="${CSS.escape(id)}"]`)?.focus();
}

function hourWords(hour: number): string {
  return `${hour % 12 || 12} ${hour < 12 ? "am" : "pm"}`;
}

/** How far a zone's wall clock stands from UTC now, as `±HH:MM`. */
function offsetOf(zone: string): string {
  const minutes = Math.round((Date.parse(`${wallNow(zone)}:00Z`) - Date.now()) / 60_000);
  return `${minutes < 0 ? "-" : "+"}${clock(Math.abs(minutes))}`;
}
