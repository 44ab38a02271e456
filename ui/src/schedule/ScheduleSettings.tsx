import { Button, ColorInput, NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { Room, VisitType } from "../api/bindings";
import { FormShell } from "../shared/FormShell";
import { FaultNotice } from "../shared/Notice";
import { Page, Section } from "../shared/Page";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import { useDraft } from "../shared/useDraft";
import { useFields } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";
import { HoursForm } from "./HoursForm";
import styles from "./Settings.module.css";

/** What the schedule is made of: visit types, rooms, and when each provider works. */
export default function ScheduleSettings() {
  return (
    <Page title="Schedule settings" narrow>
      <VisitTypes />
      <Rooms />
      <Hours />
    </Page>
  );
}

/** Colours that are told apart in both schemes; any other can be typed. */
const swatches = [
  "#2f6f8f",
  "#7a5195",
  "#3f7d4e",
  "#4c5fa8",
  "#ad3f5d",
  "#b3632b",
  "#8a6d1f",
  "#5b6b2f",
  "#1d8a8a",
  "#8f4fbf",
  "#66707c",
];

function VisitTypes() {
  const types = useRecord("visit_types", {});
  const [open, setOpen] = useState<string | null>(null);
  const list = types.data ?? [];
  return (
    <Section
      title="Visit types"
      count={list.filter((t) => t.active).length}
      actions={<AddButton onClick={() => setOpen("new")}>Add a visit type</AddButton>}
    >
      <FaultNotice fault={types.error} />
      {open === "new" ? <TypeForm onClose={() => setOpen(null)} /> : null}
      <ul className={styles.list}>
        {list.map((type) =>
          open === type.id ? (
            <li key={type.id}>
              <TypeForm type={type} onClose={() => setOpen(null)} />
            </li>
          ) : (
            <li key={type.id} className={type.active ? styles.line : `${styles.line} ${styles.idle}`}>
              <span className={styles.swatch} style={{ background: type.color }} aria-hidden />
              <span className={styles.name}>{type.name}</span>
              <span className={styles.figure}>{type.minutes} min</span>
              <span className={styles.state}>{type.active ? "" : "not in use"}</span>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => setOpen(type.id)}
                aria-label={`Change ${type.name}`}
              >
                Change
              </Button>
            </li>
          ),
        )}
      </ul>
    </Section>
  );
}

function TypeForm({ type, onClose }: { type?: VisitType; onClose: () => void }) {
  const adding = useChange("add_visit_type", { faults: "here" });
  const changing = useChange("change_visit_type", { faults: "here" });
  const typing = useDraft(
    { about: "visit_type", subject: type?.id },
    {
      version: type?.version ?? 0,
      name: type?.name ?? "",
      minutes: type?.minutes ?? 20,
      color: type?.color ?? "#2f6f8f",
      active: type?.active ?? true,
    },
  );
  const fault = adding.error ?? changing.error;
  const fields = useFields(typing, fault);
  const onSuccess = (saved: VisitType) => {
    void typing.discard();
    toast(`${saved.name} is saved.`);
    onClose();
  };
  function save() {
    const { active, version, ...rest } = typing.value;
    if (type) changing.mutate({ id: type.id, version, ...rest, active }, { onSuccess });
    else adding.mutate(rest, { onSuccess });
  }
  return (
    <div className={styles.form}>
      <FormShell
        label={type ? `Change ${type.name}` : "Add a visit type"}
        submit={type ? "Save" : "Add"}
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={fault}
        busy={adding.isPending || changing.isPending}
      >
        <div className={styles.row}>
          <TextInput label="Name" required maxLength={200} autoFocus {...fields.text("name")} style={{ flex: 1 }} />
          <NumberInput
            label="Minutes"
            required
            min={5}
            max={720}
            step={5}
            allowDecimal={false}
            {...fields.field("minutes")}
            onChange={(value) => typing.set({ minutes: Number(value) })}
            w={110}
          />
          <ColorInput
            label="Color"
            required
            swatches={swatches}
            format="hex"
            {...fields.field("color")}
            onChange={(color) => typing.set({ color })}
            w={160}
          />
        </div>
        {type ? (
          <Switch label="In use" description="Appointments that have it keep it." {...fields.checked("active")} />
        ) : null}
      </FormShell>
    </div>
  );
}

function Rooms() {
  const rooms = useRecord("rooms", {});
  const [open, setOpen] = useState<string | null>(null);
  const list = rooms.data ?? [];
  return (
    <Section
      title="Rooms"
      count={list.filter((r) => r.active).length}
      actions={<AddButton onClick={() => setOpen("new")}>Add a room</AddButton>}
    >
      <FaultNotice fault={rooms.error} />
      {open === "new" ? <RoomForm onClose={() => setOpen(null)} /> : null}
      <ul className={styles.list}>
        {list.map((room) =>
          open === room.id ? (
            <li key={room.id}>
              <RoomForm room={room} onClose={() => setOpen(null)} />
            </li>
          ) : (
            <li key={room.id} className={room.active ? styles.line : `${styles.line} ${styles.idle}`}>
              <span className={styles.name}>{room.name}</span>
              <span className={styles.state}>{room.active ? "" : "not in use"}</span>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => setOpen(room.id)}
                aria-label={`Change ${room.name}`}
              >
                Change
              </Button>
            </li>
          ),
        )}
      </ul>
    </Section>
  );
}

function RoomForm({ room, onClose }: { room?: Room; onClose: () => void }) {
  const adding = useChange("add_room", { faults: "here" });
  const changing = useChange("change_room", { faults: "here" });
  const typing = useDraft(
    { about: "room", subject: room?.id },
    { version: room?.version ?? 0, name: room?.name ?? "", active: room?.active ?? true },
  );
  const fault = adding.error ?? changing.error;
  const fields = useFields(typing, fault);
  const onSuccess = (saved: Room) => {
    void typing.discard();
    toast(`${saved.name} is saved.`);
    onClose();
  };
  function save() {
    const { version, name, active } = typing.value;
    if (room) changing.mutate({ id: room.id, version, name, active }, { onSuccess });
    else adding.mutate({ name }, { onSuccess });
  }
  return (
    <div className={styles.form}>
      <FormShell
        label={room ? `Change ${room.name}` : "Add a room"}
        submit={room ? "Save" : "Add"}
        onSubmit={save}
        onCancel={onClose}
        typing={typing}
        fault={fault}
        busy={adding.isPending || changing.isPending}
      >
        <TextInput label="Name" required maxLength={200} autoFocus {...fields.text("name")} />
        {room ? (
          <Switch label="In use" description="Appointments that have it keep it." {...fields.checked("active")} />
        ) : null}
      </FormShell>
    </div>
  );
}

function Hours() {
  const practitioners = useRecord("practitioners", { all: false }).data?.filter((p) => p.sees_patients) ?? [];
  const [chosen, setChosen] = useState("");
  const practitioner = practitioners.find((p) => p.id === chosen) ?? practitioners[0];
  const week = useRecord(
    "working_hours",
    { practitioner: practitioner?.id ?? "" },
    { enabled: practitioner !== undefined },
  );
  if (!practitioner) return null;
  return (
    <Section
      title="Working hours"
      actions={
        practitioners.length > 1 ? (
          <NativeSelect
            aria-label="Whose hours"
            data={practitioners.map((p) => ({ value: p.id, label: p.display_name }))}
            value={practitioner.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        ) : null
      }
    >
      <FaultNotice fault={week.error} />
      {week.data ? (
        <HoursForm
          key={`${week.data.practitioner} ${week.data.version}`}
          week={week.data}
          name={practitioner.display_name}
        />
      ) : null}
    </Section>
  );
}

function AddButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={onClick}>
      {children}
    </Button>
  );
}
