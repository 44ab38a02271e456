import { Modal, Table } from "@mantine/core";
import { activeHotkeys } from "../shared/hotkeys";
import styles from "./Shell.module.css";

const everywhere = [
  { keys: "Ctrl+Enter", does: "Submit the form" },
  { keys: "Esc", does: "Close what is open" },
  { keys: "↑ ↓ Enter", does: "Walk a list and open a row" },
];

/** The keys that work on this page. */
export function HotkeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ "aria-label": "Close" }}>
      <KeyTable />
    </Modal>
  );
}

export function KeyTable() {
  return (
    <Table aria-label="Keys" withRowBorders={false} verticalSpacing={5}>
      <Table.Tbody>
        {[...activeHotkeys(), ...everywhere].map((hotkey) => (
          <Table.Tr key={hotkey.keys}>
            <Table.Th scope="row" w={130} fw={400}>
              <kbd className={styles.kbd}>{hotkey.keys.replaceAll("+", " ")}</kbd>
            </Table.Th>
            <Table.Td>{hotkey.does}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
