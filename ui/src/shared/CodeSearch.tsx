import { Combobox, Loader, Text, TextInput, type TextInputProps, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
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
  /** What stands in the field at first. */
  initialText?: string;
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
    initialText = "",
    ...rest
  } = props;
  const [text, setText] = useState(initialText);
  const [asked] = useDebouncedValue(text.trim(), 120);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const long = asked.length >= atLeast;
  const found = useRecord(command, input(asked), { enabled: long && combobox.dropdownOpened, keepLast: true });
  const items = (long ? (found.data ?? []) : []) as ItemOf<N>[];

  function pick(key: string) {
    const picked = items.find((one) => itemKey(one) === key);
    if (picked === undefined) return;
    setText(onPick(picked) ?? "");
    combobox.closeDropdown();
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target>
        <TextInput
          autoComplete="off"
          spellCheck={false}
          {...rest}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => (text || atLeast === 0) && combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={(event) => {
            combobox.closeDropdown();
            rest.onBlur?.(event);
          }}
          onKeyDown={(event) => {
            // Enter takes the first one when none was chosen by arrow.
            if (
              event.key === "Enter" &&
              !event.ctrlKey &&
              combobox.dropdownOpened &&
              combobox.getSelectedOptionIndex() < 0 &&
              items[0]
            ) {
              event.preventDefault();
              pick(itemKey(items[0]));
            }
          }}
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
