import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { Page, Section } from "../shared/Page";
import { useSession } from "../shared/session";
import { KeyTable } from "./HotkeyHelp";
import { schemes } from "./SchemeMenu";

/** How this window looks and which keys it knows; kept on this machine, for whoever sits at it. */
export default function Preferences() {
  const { idle_minutes } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Page title="This window" narrow>
      <Section title="Light or dark">
        <SegmentedControl
          aria-label="Light or dark"
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
          data={schemes.map(({ value, label }) => ({ value, label }))}
        />
      </Section>
      <Section title="Lock">
        Without a sign of work for {idle_minutes} minutes the practice locks itself. An administrator sets the time for
        everyone.
      </Section>
      <Section title="Keys">
        <KeyTable />
      </Section>
    </Page>
  );
}
