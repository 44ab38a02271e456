import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { dayWords, todayIn } from "../shared/day";
import { FaultNotice } from "../shared/Notice";
import { EmptyState, Page } from "../shared/Page";
import { useMay, useSession } from "../shared/session";
import { useRecord } from "../shared/useRecord";
import { Waiting } from "../shared/Waiting";
import { CalendarGrid } from "./CalendarGrid";
import { FlowBoard } from "./FlowBoard";
import { wallNow } from "./grid";
import { ProviderFilter, useProviders } from "./ProviderFilter";
import styles from "./Schedule.module.css";
import { useAppointment } from "./useAppointment";
import { useDesk } from "./useDesk";

/** Where the day is run from: provider columns, and beside them who is here and how long they have waited. */
export default function TodayPage() {
  const { zone } = useSession();
  const mayEdit = useMay()("EditSchedule");
  const today = todayIn(zone);
  const providers = useProviders();
  const schedule = useRecord(
    "schedule",
    { from: today, days: 1, practitioners: providers.shown, cancelled: false },
    { every: 30_000, keepLast: true },
  );
  const board = useRecord("flow_board", { practitioners: providers.shown }, { every: 30_000, keepLast: true });
  const desk = useDesk(today, today);
  const { move } = useAppointment();
  const count = (...of: string[]) =>
    board.data?.lanes.filter((lane) => of.includes(lane.status)).reduce((sum, lane) => sum + lane.rows.length, 0) ?? 0;
  const here = count("arrived", "roomed", "with_provider", "checkout");

  return (
    <div className={styles.page}>
      <Page
        title="Today"
        lead={`${dayWords(today, true)} · ${count("booked")} expected, ${here} here, ${count("fulfilled")} done`}
        actions={
          <>
            <ProviderFilter providers={providers} />
            {mayEdit ? (
              <Button leftSection={<IconPlus size={16} />} onClick={() => desk.book()}>
                Book <kbd className={styles.kbd}>N</kbd>
              </Button>
            ) : null}
          </>
        }
      >
        <div className={styles.fill}>
          <FaultNotice fault={schedule.error ?? board.error} />
          {!schedule.data || !board.data ? (
            <Waiting />
          ) : schedule.data.columns.length === 0 ? (
            <EmptyState title="Nobody sees patients yet">
              Give a practitioner a column on the schedule in the practice's settings.
            </EmptyState>
          ) : (
            <div className={styles.today}>
              <div className={styles.grid}>
                <CalendarGrid
                  schedule={schedule.data}
                  zone={zone}
                  mayEdit={mayEdit}
                  onOpen={desk.open}
                  onPick={desk.book}
                  onMove={move}
                  onAskMove={desk.askMove}
                />
              </div>
              <FlowBoard
                lanes={board.data.lanes}
                wall={wallNow(zone)}
                onOpen={desk.open}
                onMove={desk.askMove}
                onCancel={desk.askCancel}
              />
            </div>
          )}
        </div>
      </Page>
      {desk.dialogs}
    </div>
  );
}
