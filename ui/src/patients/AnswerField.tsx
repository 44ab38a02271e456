import { MultiSelect, Stack, TextInput } from "@mantine/core";
import type { ValueSetChoice as Choice, Said, ValueSet } from "../api/bindings";
import { useRecord } from "../shared/useRecord";

interface AnswerFieldProps {
  label: string;
  name: string;
  /** The list of choices, and a finer one below it. */
  set: ValueSet;
  detail?: ValueSet;
  value: Said[];
  onChange: (said: Said[]) => void;
  error?: string | undefined;
  description?: string;
  /** Only one answer makes sense. */
  single?: boolean;
  onBlur?: () => void;
}

/** Answers that stand alone: declined, unknown. */
const alone = ["ASKU", "UNK"];

const nullFlavors: Choice[] = [
  { system: "", code: "ASKU", label: "Declined to say" },
  { system: "", code: "UNK", label: "Unknown" },
];

/** What a patient says of themselves: one answer or several; declined and unknown are answers, empty means nobody asked. */
export function AnswerField(props: AnswerFieldProps) {
  const { label, name, set, detail, value, onChange, error, description, single = false, onBlur } = props;
  const broad = useRecord("choices", { set });
  const fine = useRecord("choices", { set: detail ?? set }, { enabled: Boolean(detail) });
  const offered = broad.data ?? [];
  const missing = nullFlavors.filter((flavor) => offered.every((choice) => choice.code !== flavor.code));
  const item = ({ code, label }: Choice) => ({ value: code, label });
  const main = [...offered, ...(broad.data ? missing : [])].map(item);
  const data =
    detail && fine.data
      ? [
          { group: "Category", items: main },
          { group: "In detail", items: fine.data.filter((c) => main.every((m) => m.value !== c.code)).map(item) },
        ]
      : main;
  const other = value.find((said) => said.code === "OTH");

  function choose(codes: string[]) {
    const added = codes.find((code) => value.every((said) => said.code !== code));
    const keep =
      single || (added && alone.includes(added)) ? codes.slice(-1) : codes.filter((c) => !added || !alone.includes(c));
    onChange(keep.map((code) => value.find((said) => said.code === code) ?? { code, text: null }));
  }

  return (
    <Stack gap={6}>
      <MultiSelect
        label={label}
        name={name}
        data={data}
        value={value.map((said) => said.code)}
        onChange={choose}
        placeholder={value.length ? "" : "Not asked"}
        searchable
        clearable
        hidePickedOptions
        nothingFoundMessage="Nothing fits."
        limit={400}
        maxDropdownHeight={260}
        styles={{ input: { minHeight: 32, paddingBlock: 3 }, inputField: { minHeight: 24 } }}
        error={error}
        description={description}
        onBlur={() => onBlur?.()}
      />
      {other ? (
        <TextInput
          aria-label={`${label}, in the patient's own words`}
          placeholder="In the patient's own words"
          maxLength={200}
          value={other.text ?? ""}
          onBlur={() => onBlur?.()}
          onChange={(event) => {
            const text = event.currentTarget.value;
            onChange(value.map((said) => (said.code === "OTH" ? { ...said, text } : said)));
          }}
        />
      ) : null}
    </Stack>
  );
}
