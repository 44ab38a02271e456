import { ActionIcon, Button, Group, NativeSelect, SegmentedControl, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Day } from "../api/bindings";
import { DayField } from "../shared/DayField";
import { addDays, dayWords, todayIn } from "../shared/day";
import { useHotkey } from "../shared/hotkeys";
import { FaultNotice } from "../shared/Notice";
import { EmptyState, Page } from "../shared/Page";
import { useMay, useSession } from "../shared/session";
import { useRecord } from "../shared/useRecord";
import { Waiting } from "../shared/Waiting";
import { CalendarGrid } from "./CalendarGrid";
import { ProviderFilter, useProviders } from "./ProviderFilter";
import styles from "./Schedule.module.css";
import { useAppointment } from "./useAppointment";
import { type Booking, useDesk } from "./useDesk";

type View = "day" | "week";

/** Where one was, for the way back from a chart. */
const left: { day: Day | null; view: View; provider: string } = { day: null, view: "day", provider: "" };

/** The Monday of a day's week. */
function mondayOf(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The schedule. */
export default function SchedulePage() {
  return <Calendar />;
}

/** A day with a column a provider, or one provider's week; `booking` opens the form for it at once. */
export function Calendar({ booking }: { booking?: Booking }) {
  const { zone } = useSession();
  const may = useMay();
  const today = todayIn(zone);
  const [day, setDayTo] = useState<Day>(left.day ?? today);
  const [view, setViewTo] = useState<View>(left.view);
  const [provider, setProviderTo] = useState(left.provider);
  const [cancelled, setCancelled] = useState(false);
  const providers = useProviders();
  const whose = providers.all.some((p) => p.id === provider)
    ? provider
    : (providers.shown[0] ?? providers.all[0]?.id ?? "");
  const week = view === "week" && whose !== "";
  const owner = providers.all.find((p) => p.id === whose);
  const schedule = useRecord(
    "schedule",
    week
      ? { from: mondayOf(day), days: 7, practitioners: [whose], cancelled }
      : { from: day, days: 1, practitioners: providers.shown, cancelled },
    { every: 30_000, keepLast: true },
  );
  const desk = useDesk(day, today, booking);
  const { move } = useAppointment();
  const mayEdit = may("EditSchedule");

  const setDay = (to: Day) => {
    left.day = to;
    setDayTo(to);
  };
  const setView = (to: View) => {
    left.view = to;
    setViewTo(to);
  };
  const setProvider = (to: string) => {
    left.provider = to;
    setProviderTo(to);
  };
  const turn = (by: 1 | -1) => setDay(addDays(day, by * (week ? 7 : 1)));

  useHotkey("t", "Today", () => setDay(today));
  useHotkey("ArrowLeft", "The day or week before", () => turn(-1));
  useHotkey("ArrowRight", "The next day or week", () => turn(1));
  useHotkey("d", "Show a day", () => setView("day"));
  useHotkey("w", "Show a week", () => setView("week"));

  const shown = schedule.data;
  const booked = shown?.appointments.filter((a) => a.status !== "cancelled").length ?? 0;
  return (
    <div className={styles.page}>
      <Page
        title="Schedule"
        lead={
          <>
            {week ? `Week of ${dayWords(mondayOf(day))}` : dayWords(day, true)}
            {day === today && !week ? ", today" : ""}
            {week && owner ? ` · ${owner.display_name}` : ""} · {booked} {booked === 1 ? "appointment" : "appointments"}
          </>
        }
        actions={
          mayEdit ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => desk.book()}>
              Book <kbd className={styles.kbd}>N</kbd>
            </Button>
          ) : null
        }
      >
        <div className={styles.fill}>
          <Group gap="xs" className={styles.toolbar}>
            <Group gap={4}>
              <Tooltip label={week ? "The week before (←)" : "The day before (←)"}>
                <ActionIcon
                  variant="default"
                  size={32}
                  aria-label={week ? "The week before" : "The day before"}
                  onClick={() => turn(-1)}
                >
                  <IconChevronLeft size={18} />
                </ActionIcon>
              </Tooltip>
              <Button variant="default" onClick={() => setDay(today)} disabled={day === today}>
                Today
              </Button>
              <Tooltip label={week ? "The next week (→)" : "The next day (→)"}>
                <ActionIcon
                  variant="default"
                  size={32}
                  aria-label={week ? "The next week" : "The next day"}
                  onClick={() => turn(1)}
                >
                  <IconChevronRight size={18} />
                </ActionIcon>
              </Tooltip>
            </Group>
            <GoToDay key={day} day={day} today={today} onGo={setDay} />
            <SegmentedControl
              aria-label="Day or week"
              value={view}
              onChange={(to) => setView(to as View)}
              data={[
                { value: "day", label: "Day" },
                { value: "week", label: "Week" },
              ]}
            />
            {week ? (
              <Group gap={6} wrap="nowrap">
                <label htmlFor="whose-week">of</label>
                <NativeSelect
                  id="whose-week"
                  aria-label="Whose week"
                  data={providers.all.map((p) => ({ value: p.id, label: p.display_name }))}
                  value={whose}
                  maw={260}
                  onChange={(event) => setProvider(event.currentTarget.value)}
                />
              </Group>
            ) : null}
            <span style={{ flex: 1 }} />
            <ProviderFilter providers={providers} week={week} cancelled={cancelled} onCancelled={setCancelled} />
          </Group>
          <FaultNotice fault={schedule.error} />
          {!shown ? (
            <Waiting />
          ) : shown.columns.length === 0 ? (
            <EmptyState title="Nobody sees patients yet">
              Give a practitioner a column on the schedule in the practice's settings.
            </EmptyState>
          ) : (
            <div className={styles.grid}>
              <CalendarGrid
                schedule={shown}
                zone={zone}
                mayEdit={mayEdit}
                onOpen={desk.open}
                onPick={desk.book}
                onMove={move}
                onAskMove={desk.askMove}
              />
            </div>
          )}
        </div>
      </Page>
      {desk.dialogs}
    </div>
  );
}

/** A day to go to, in any usual form; Enter goes there. */
function GoToDay({ day, today, onGo }: { day: Day; today: Day; onGo: (day: Day) => void }) {
  const [typed, setTyped] = useState<Day | null>(day);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed) onGo(typed);
      }}
    >
      <DayField
        aria-label="Go to a day"
        toward="future"
        today={today}
        value={typed}
        onChange={setTyped}
        onBlur={() => typed && typed !== day && onGo(typed)}
        w={252}
      />
    </form>
  );
}
