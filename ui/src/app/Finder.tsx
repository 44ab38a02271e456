import { Combobox, Modal, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowRight, IconSearch, IconUser } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { useGo } from "../shared/go";
import { useMay } from "../shared/session";
import styles from "./Finder.module.css";
import { acts, finders, pages } from "./Routes";

interface Hit {
  key: string;
  icon: ReactNode;
  title: string;
  detail?: string;
  to: string;
}

interface Group {
  label: string;
  hits: Hit[];
}

/** Ctrl+K: any patient, page or act by typing. */
export function Finder({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal.Root opened={opened} onClose={onClose} centered={false} yOffset={60} size={640} padding={0}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label="Find">
        <Search onDone={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState("");
  const { groups, answered } = useGroups(typed);
  const [entered, setEntered] = useState(false);
  const combobox = useCombobox({ opened: true });
  const go = useGo();

  // What Enter opens is always marked, also when the answer arrives after the last key.
  const found = groups.flatMap((group) => group.hits.map((hit) => hit.key)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is new at every drawing
  useEffect(() => {
    if (found) combobox.selectFirstOption();
    else combobox.resetSelectedOption();
  }, [found, answered]);

  function open(to: string) {
    onDone();
    go(to);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer Enter waits for is there
  useEffect(() => {
    if (!entered || !answered) return;
    setEntered(false);
    const first = groups[0]?.hits[0];
    if (first) open(first.to);
  }, [entered, answered]);

  function onKeyDown(event: KeyboardEvent) {
    // The list takes Escape for itself and would stay.
    if (event.key === "Escape") onDone();
    if (event.key !== "Enter" || answered) return;
    // What stands marked is of an earlier question: the first of the right answer is opened, nothing chosen by arrow.
    event.preventDefault();
    setEntered(combobox.getSelectedOptionIndex() <= 0);
    combobox.resetSelectedOption();
  }

  return (
    <Combobox store={combobox} onOptionSubmit={open}>
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          aria-label="Find"
          placeholder="Name, birth date, phone, MRN, page or act"
          autoComplete="off"
          spellCheck={false}
          variant="unstyled"
          leftSection={<IconSearch size={18} aria-hidden />}
          leftSectionWidth={44}
          classNames={{ input: styles.input ?? "" }}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setEntered(false);
          }}
          onKeyDown={onKeyDown}
        />
      </Combobox.EventsTarget>
      <Combobox.Options aria-label="Found" className={styles.found ?? ""}>
        {groups.map((group) => (
          <Combobox.Group key={group.label} label={group.label}>
            {group.hits.map((hit) => (
              <Combobox.Option key={hit.key} value={hit.to} className={styles.hit ?? ""}>
                {hit.icon}
                <span className={styles.title}>{hit.title}</span>
                {hit.detail ? <span className={styles.detail}>{hit.detail}</span> : null}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
        {groups.length === 0 ? (
          <Combobox.Empty>
            <Text>Nothing fits. Try part of a name, a birth date, a phone number or an MRN.</Text>
          </Combobox.Empty>
        ) : null}
      </Combobox.Options>
    </Combobox>
  );
}

/** Records first, then what can be done, then where one can go; `answered`: the records are those of what is typed. */
function useGroups(typed: string): { groups: Group[]; answered: boolean } {
  const may = useMay();
  const [asked] = useDebouncedValue(typed.trim(), 80);
  const long = asked.length >= 2;
  const searches = useQueries({
    queries: finders
      .filter((finder) => may(finder.may))
      .map((finder) => ({
        queryKey: ["finder", finder.label, asked],
        queryFn: async () => ({ label: finder.label, found: await finder.find(asked) }),
        enabled: long,
        placeholderData: (last: { label: string; found: Awaited<ReturnType<typeof finder.find>> } | undefined) =>
          long ? last : undefined,
      })),
  });

  const settled = searches.every(({ isFetching, isPlaceholderData }) => !isFetching && !isPlaceholderData);
  const answered = typed.trim() === asked && settled;

  const words = typed.toLowerCase().split(/\s+/);
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const records = searches.map(({ data }) => ({
    label: data?.label ?? "",
    hits: (data?.found ?? []).map((one) => ({ ...one, key: one.id, icon: <IconUser size={18} aria-hidden /> })),
  }));
  const doable = acts
    .filter((act) => may(act.may) && fits(`${act.label} ${act.words ?? ""}`))
    .map((act) => ({ key: act.label, title: act.label, to: act.to, icon: <act.icon size={18} aria-hidden /> }));
  const places = pages
    .filter((page) => !page.path.includes("$") && may(page.may) && fits(page.label))
    .map((page) => {
      const Icon = page.icon ?? IconArrowRight;
      return { key: page.path, title: page.label, to: page.path, icon: <Icon size={18} aria-hidden /> };
    });
  const groups = [...records, { label: "Do", hits: doable }, { label: "Go to", hits: places }];
  return { groups: groups.filter((group) => group.hits.length), answered };
}
