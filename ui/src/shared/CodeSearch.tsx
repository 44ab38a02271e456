import { Combobox, Loader, Text, TextInput, type TextInputProps, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { ActName, InputOf, OutputOf } from "../api/call";
import { sentence } from "./messages";
import { useRecord } from "./useRecord";

/** Questions that answer with a list. */
type ListingAct = { [N in ActName]: OutputOf<N> extends readonly unknown[] ? N : never }[ActName];
type ItemOf<N extends ListingAct> = OutputOf<N> extends readonly (infer Item)[] ? Item : never;

interface CodeSearchProps<N extends ListingAct> extends Omit<TextInputProps, "value" | "onChange" | "onSelect"> {
  /** The door command that searches. */
  command: N;
  /** Its input for what is typed. */
  input: (typed: string) => InputOf<N>;
  itemKey: (item: ItemOf<N>) => string;
  /** How an item is drawn in the list. */
  item: (item: ItemOf<N>) => ReactNode;
  /** Takes the chosen one. What it returns stands in the field; nothing clears it for the next. */
  onPick: (item: ItemOf<N>) => string | undefined;
  /** Fewest characters worth asking for; 0 also offers a list before typing. */
  atLeast?: number;
  /** What stands when nothing fits. */
  nothing?: string;
  /** What stands in the field, where the form keeps it; it then also puts in what was picked. */
  text?: string;
  /** Told of every keystroke: what stands is no longer what was picked. */
  onText?: (text: string) => void;
  /** Whether what stands was picked. Given, text that was not is refused; left out, one's own words do. */
  picked?: boolean;
}

/** Finds one of many by typing: a diagnosis, a drug, a patient. Arrows and Enter choose. */
export function CodeSearch<N extends ListingAct>(props: CodeSearchProps<N>) {
  const {
    command,
    input,
    itemKey,
    item,
    onPick,
    atLeast = 2,
    nothing = "Nothing fits.",
    text: kept,
    onText,
    picked = true,
    ...rest
  } = props;
  const [own, setOwn] = useState("");
  const text = kept ?? own;
  const typed = text.trim();
  const [asked] = useDebouncedValue(typed, 120);
  const [entered, setEntered] = useState(false);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setEntered(false);
    },
  });
  const long = asked.length >= atLeast && typed.length >= atLeast;
  const found = useRecord(command, input(asked), { enabled: long && combobox.dropdownOpened, keepLast: true });
  const items = (long ? (found.data ?? []) : []) as ItemOf<N>[];
  // The list of an earlier question stands until the next one comes: Enter must not choose from it.
  const ofTyped = typed === asked && !found.isPlaceholderData;
  const answered = ofTyped && !found.isFetching;

  function pick(key: string) {
    const one = items.find((item) => itemKey(item) === key);
    if (one === undefined) return;
    setOwn(onPick(one) ?? "");
    combobox.closeDropdown();
  }
  const pickFirst = () => items[0] && pick(itemKey(items[0]));

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer Enter waits for is there
  useEffect(() => {
    if (!entered || !answered) return;
    setEntered(false);
    pickFirst();
  }, [entered, answered]);

  // What is marked is marked by its place, where another may stand now.
  const listed = items.map(itemKey).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is new at every drawing
  useEffect(() => combobox.resetSelectedOption(), [listed]);

  const field = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);
  const hint = typed && !picked ? `Choose one from the list${rest.required ? "" : ", or clear the field"}.` : "";
  useEffect(() => field.current?.setCustomValidity(hint), [hint]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" || event.ctrlKey || !combobox.dropdownOpened) return;
    const chosen = combobox.getSelectedOptionIndex() >= 0;
    if (chosen && ofTyped) return;
    // Nothing was asked for: Enter does not take whatever stands first.
    if (!typed && !chosen) return;
    if (answered ? items.length === 0 : typed.length < atLeast) return;
    event.preventDefault();
    // Else the list takes Enter for what was marked in the earlier answer.
    combobox.resetSelectedOption();
    if (answered) pickFirst();
    else setEntered(!chosen);
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target>
        <TextInput
          autoComplete="off"
          spellCheck={false}
          {...rest}
          ref={field}
          value={text}
          error={rest.error || (refused && hint) || undefined}
          onInvalid={(event) => {
            event.preventDefault();
            setRefused(true);
          }}
          onChange={(event) => {
            setOwn(event.currentTarget.value);
            onText?.(event.currentTarget.value);
            setRefused(false);
            setEntered(false);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => (text || atLeast === 0) && combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={(event) => {
            combobox.closeDropdown();
            rest.onBlur?.(event);
          }}
          // Enter takes the first one when none was chosen by arrow.
          onKeyDown={onKeyDown}
          rightSection={found.isFetching && combobox.dropdownOpened ? <Loader size={14} /> : undefined}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!long}>
        <Combobox.Options
          aria-label={typeof rest.label === "string" ? rest.label : "Found"}
          mah={300}
          style={{ overflowY: "auto" }}
        >
          {items.map((one) => (
            <Combobox.Option value={itemKey(one)} key={itemKey(one)}>
              {item(one)}
            </Combobox.Option>
          ))}
          {items.length === 0 && !found.isFetching ? (
            <Combobox.Empty>
              <Text size="sm">{found.error ? sentence(found.error) : nothing}</Text>
            </Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
