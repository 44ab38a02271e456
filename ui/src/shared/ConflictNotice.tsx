import { Button, Group, Table } from "@mantine/core";
import type { ReactNode } from "react";
import { Notice } from "./Notice";

/** One field where both sides differ. */
export interface Difference {
  label: string;
  mine: ReactNode;
  theirs: ReactNode;
}

interface ConflictNoticeProps {
  differences: Difference[];
  /** Who changed it, if known. */
  by?: string | undefined;
  /** When, in words. */
  at?: ReactNode;
  /** Saves what was typed here over what stands now: send it again with the version that stands. */
  onKeepMine: () => void;
  /** Puts what stands now into the form. */
  onTakeTheirs: () => void;
  busy?: boolean;
}

/** A stale edit: what stands now beside what was typed here, and the choice. */
export function ConflictNotice({ differences, by, at, onKeepMine, onTakeTheirs, busy = false }: ConflictNoticeProps) {
  return (
    <Notice kind="warn" title={`${by ?? "Someone"} changed this while you were editing`}>
      <p style={{ margin: "2px 0 8px" }}>
        {at ? <>It was changed {at}. </> : null}Nothing of yours is saved yet, and nothing is lost. Compare and decide.
      </p>
      <Table withTableBorder verticalSpacing={4} mb={10} bg="var(--cw-sheet)">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>Saved now</Table.Th>
            <Table.Th>Yours</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differences.map((difference) => (
            <Table.Tr key={difference.label}>
              <Table.Th scope="row" fw={500}>
                {difference.label}
              </Table.Th>
              <Table.Td>{difference.theirs}</Table.Td>
              <Table.Td fw={600}>{difference.mine}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={onTakeTheirs} disabled={busy}>
          Take what is saved
        </Button>
        <Button size="xs" onClick={onKeepMine} loading={busy}>
          Keep mine
        </Button>
      </Group>
    </Notice>
  );
}
