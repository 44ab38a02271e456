import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useRecord } from "../shared/useRecord";

/** What was chosen last, for the way back to the page. */
let before: string[] = [];

/** Whose columns are shown until the practice is locked; none chosen: everyone's. */
export function useProviders() {
  const all = useRecord("practitioners", { all: false }).data?.filter((p) => p.sees_patients) ?? [];
  const [chosen, setChosen] = useState(before);
  const shown = chosen.filter((id) => all.some((p) => p.id === id));
  return {
    all,
    /** The input of the door: empty means everyone. */
    shown,
    choose: (ids: string[]) => {
      // Everyone ticked is the same as nobody: a new colleague then shows by themselves.
      const kept = ids.length === all.length ? [] : ids;
      before = kept;
      setChosen(kept);
    },
  };
}

interface ProviderFilterProps {
  providers: ReturnType<typeof useProviders>;
  /** A week is one provider's: only what else is shown is asked. */
  week?: boolean;
  cancelled?: boolean;
  onCancelled?: (show: boolean) => void;
}

/** Chooses whose columns are shown. */
export function ProviderFilter({
  providers: { all, shown, choose },
  week = false,
  cancelled,
  onCancelled,
}: ProviderFilterProps) {
  const count = shown.length || all.length;
  return (
    <Popover position="bottom-end" width={260} trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} />}>
          {week ? "Show" : count === all.length ? "All providers" : `${count} of ${all.length} providers`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {week ? null : (
          <Checkbox.Group
            label="Show the columns of"
            value={shown.length ? shown : all.map((p) => p.id)}
            onChange={(ids) => ids.length && choose(ids)}
          >
            <Stack gap={8} mt={6}>
              {all.map((p) => (
                <Checkbox key={p.id} value={p.id} label={p.display_name} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {onCancelled ? (
          <Checkbox
            mt={week ? 0 : "md"}
            label="Also cancelled appointments"
            checked={cancelled ?? false}
            onChange={(event) => onCancelled(event.currentTarget.checked)}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
