import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { IconChevronDown, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { call } from "../api/call";

interface PrintButtonProps {
  busy: boolean;
  disabled?: boolean;
  /** Prints on the default printer. */
  onPrint: () => void;
  /** Prints on a printer by its name. */
  onPrintOn: (printer: string) => void;
  /** Opens the system's dialog. */
  onDialog: () => void;
}

/** Print, at once on the default printer; beside it the other printers and the system's dialog. */
export function PrintButton({ busy, disabled = false, onPrint, onPrintOn, onDialog }: PrintButtonProps) {
  const [printers, setPrinters] = useState<string[]>([]);
  return (
    <Group gap={1} wrap="nowrap">
      <Button
        leftSection={<IconPrinter size={16} />}
        loading={busy}
        disabled={disabled}
        onClick={onPrint}
        style={{ borderStartEndRadius: 0, borderEndEndRadius: 0 }}
      >
        Print
      </Button>
      <Menu
        position="bottom-end"
        onOpen={() => {
          // Without a list the system's dialog is still there.
          call("window.printers", {}).then(
            (answer) => setPrinters(answer.printers),
            () => setPrinters([]),
          );
        }}
      >
        <Menu.Target>
          <ActionIcon
            size={32}
            variant="filled"
            aria-label="Choose a printer"
            disabled={busy || disabled}
            style={{ borderStartStartRadius: 0, borderEndStartRadius: 0 }}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {printers.map((printer) => (
            <Menu.Item key={printer} onClick={() => onPrintOn(printer)}>
              {printer.replaceAll("_", " ")}
            </Menu.Item>
          ))}
          {printers.length > 0 ? <Menu.Divider /> : null}
          <Menu.Item onClick={onDialog}>The system's print dialog…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
