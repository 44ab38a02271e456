import { Dialog, Text } from "@mantine/core";
import { useIdle } from "./idle";

/** Announces the automatic lock; any key or movement stops it. */
export function IdleWarning({ minutes, onIdle }: { minutes: number; onIdle: () => void }) {
  const left = useIdle(minutes, onIdle);
  return (
    <Dialog opened={left !== null} size="md" withBorder role="alert" transitionProps={{ duration: 0 }}>
      <Text fw={600}>Locking in {left} seconds</Text>
      <Text>Press any key to stay. What you typed is saved.</Text>
    </Dialog>
  );
}
