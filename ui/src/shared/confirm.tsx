import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

interface Question {
  title: string;
  body: ReactNode;
  /** The verb on the button: "Void payment", never "OK". */
  confirm: string;
  cancel?: string;
  /** Marks an act that cannot be taken back. */
  danger?: boolean;
}

/** Asks before an act; true when confirmed. Escape and closing mean no. */
export function confirm({
  title,
  body,
  confirm: label,
  cancel = "Cancel",
  danger = false,
}: Question): Promise<boolean> {
  return new Promise((answer) => {
    modals.openConfirmModal({
      title,
      children: typeof body === "string" ? <Text>{body}</Text> : body,
      labels: { confirm: label, cancel },
      confirmProps: danger ? { color: "red.8" } : {},
      onConfirm: () => answer(true),
      onCancel: () => answer(false),
      onClose: () => answer(false),
    });
  });
}
