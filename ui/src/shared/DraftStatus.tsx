import { Button, Text } from "@mantine/core";
import { Notice } from "./Notice";
import { MomentText } from "./text";
import type { DraftTyping } from "./useDraft";

const words = {
  kept: "Draft saved",
  typing: "Saving…",
  saving: "Saving…",
  unkept: "Draft not saved yet, trying again",
};

/** Whether what is typed is safe, in two words at the foot of a form. */
export function DraftStatus<T extends object>({ draft }: { draft: DraftTyping<T> }) {
  if (!draft.dirty) return null;
  return (
    <Text size="xs" c={draft.state === "unkept" ? "var(--cw-warn-text)" : "dimmed"} role="status">
      {words[draft.state]}
    </Text>
  );
}

/** Says that unfinished typing was brought back, and offers to start fresh. */
export function DraftRestored<T extends object>({ draft }: { draft: DraftTyping<T> }) {
  if (!draft.restoredAt) return null;
  return (
    <Notice
      kind="info"
      title="Your unfinished typing was brought back"
      actions={
        <Button size="compact-sm" variant="default" onClick={() => void draft.discard()}>
          Start fresh
        </Button>
      }
    >
      Last typed <MomentText at={draft.restoredAt} />.
    </Notice>
  );
}
