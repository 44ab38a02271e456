import { type ReactNode, useState } from "react";
import type { ChartItem } from "../../api/bindings";
import type { EntryAct } from "./Card";
import { HistoryDrawer } from "./HistoryDrawer";
import { InErrorDialog } from "./InError";

interface Item {
  id: string;
  version: number;
  display: string;
}

/** What every kind of entry offers: its history, and that it was wrong. */
export function useEntryDialogs(patient: string, kind: ChartItem) {
  const [open, setOpen] = useState<{ what: "history" | "error"; item: Item } | null>(null);
  const close = () => setOpen(null);
  const acts = (item: Item, mayEdit: boolean): EntryAct[] => [
    { label: "History…", run: () => setOpen({ what: "history", item }) },
    ...(mayEdit
      ? [{ label: "Entered in error…", run: () => setOpen({ what: "error", item }), danger: true } as const]
      : []),
  ];
  let dialog: ReactNode = null;
  if (open?.what === "history") {
    dialog = <HistoryDrawer record={open.item.id} title={open.item.display} onClose={close} />;
  } else if (open) {
    dialog = <InErrorDialog patient={patient} kind={kind} item={open.item} onClose={close} />;
  }
  return { acts, dialog };
}
