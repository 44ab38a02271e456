import { notifications } from "@mantine/notifications";
import { IconCheck, IconX } from "@tabler/icons-react";
import { Fault } from "../api/call";
import { tell } from "./messages";

const closeButtonProps = { "aria-label": "Close" };

/** Says in passing that something was done. */
export function toast(message: string) {
  notifications.show({ message, icon: <IconCheck size={16} />, autoClose: 4000, withBorder: true, closeButtonProps });
}

/** Shows a fault that no form or page shows itself. Stays until it is closed. */
export function toastFault(reason: unknown) {
  const fault = Fault.of(reason);
  // The unlock page is on its way and says it all.
  if (fault.code === "locked") return;
  const { title, body } = tell(fault);
  notifications.show({
    title,
    message: body,
    color: "red",
    icon: <IconX size={16} />,
    autoClose: false,
    role: "alert",
    withBorder: true,
    closeButtonProps,
  });
}
