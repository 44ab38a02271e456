import { Select, type SelectProps } from "@mantine/core";

/** The zone this machine is in. */
export const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const common = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "America/Puerto_Rico",
];

/** An IANA time zone; those of the United States first. */
export function ZoneField(props: SelectProps) {
  const all = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", machineZone]);
  for (const zone of common) all.delete(zone);
  const label = (zone: string) => ({ value: zone, label: zone.replaceAll("_", " ") });
  return (
    <Select
      searchable
      allowDeselect={false}
      maxDropdownHeight={260}
      {...props}
      data={[
        { group: "United States", items: common.map(label) },
        { group: "Everywhere", items: [...all].sort().map(label) },
      ]}
    />
  );
}
