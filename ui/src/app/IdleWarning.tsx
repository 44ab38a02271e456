import { Dialog, Text } from "@mantine/core";
import { wouldLoseTyping } from "../shared/leaving";
import { useIdle } from "./idle";

/** Announces the automatic lock; any key or movement stops it. */
export function IdleWarning({ minutes, onIdle }: { minutes: number; onIdle: () => void }) {
  const left = useIdle(minutes, onIdle);
  return (
    <Dialog opened={left !== null} size="md" withBorder role="alert" transitionProps={{ duration: 0 }}>
      <Text fw={600}>Locking in {left} seconds</Text>
      <Text>
        Press any key to stay.{" "}
        {wouldLoseTyping()
          ? "What you typed in the open form would be lost: it keeps no draft."
          : "Notes and forms you are writing are saved as drafts."}
      </Text>
    </Dialog>
  );
}
