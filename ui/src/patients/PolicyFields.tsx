import { NativeSelect, Stack, TextInput } from "@mantine/core";
import type { NewPolicy, SubscriberRelationship } from "../api/bindings";
import type { Fault } from "../api/call";
import { DayField } from "../shared/DayField";
import { todayIn } from "../shared/day";
import { MoneyField } from "../shared/MoneyField";
import { useSession } from "../shared/session";
import styles from "./Patients.module.css";
import { options, rankWords, subscriberWords } from "./words";

interface PolicyFieldsProps {
  value: NewPolicy;
  onChange: (policy: NewPolicy) => void;
  fault?: Fault | null | undefined;
}

type TextPart = "payer_name" | "payer_id" | "plan_name" | "member_id" | "group_number" | "subscriber_name";

/** An insurance policy as the card says. */
export function PolicyFields({ value, onChange, fault }: PolicyFieldsProps) {
  const { zone } = useSession();
  const set = (part: Partial<NewPolicy>) => onChange({ ...value, ...part });
  const common = (field: keyof NewPolicy) => ({
    name: `policy.${field}`,
    error: fault?.field === `policy.${field}` ? fault.message : undefined,
  });
  const text = (field: TextPart) => ({
    ...common(field),
    autoComplete: "off",
    value: value[field] ?? "",
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  const day = (field: "effective_on" | "terminated_on" | "subscriber_birth_date") => ({
    ...common(field),
    today: todayIn(zone),
    value: value[field],
    onChange: (to: string | null) => set({ [field]: to }),
  });
  return (
    <Stack gap="sm">
      <div className={styles.row}>
        <div className={styles.slim}>
          <NativeSelect
            label="Pays"
            data={[1, 2, 3].map((rank) => ({ value: String(rank), label: rankWords(rank) }))}
            {...common("rank")}
            value={String(value.rank)}
            onChange={(event) => set({ rank: Number(event.currentTarget.value) })}
          />
        </div>
        <TextInput label="Insurer" required {...text("payer_name")} />
        <TextInput label="Plan" {...text("plan_name")} />
      </div>
      <div className={styles.row}>
        <TextInput label="Member number" {...text("member_id")} />
        <TextInput label="Group number" {...text("group_number")} />
        <TextInput label="Payer ID for claims" {...text("payer_id")} />
      </div>
      <div className={styles.row}>
        <NativeSelect
          label="Subscriber"
          data={options(subscriberWords)}
          {...common("subscriber_relationship")}
          value={value.subscriber_relationship}
          onChange={(event) => set({ subscriber_relationship: event.currentTarget.value as SubscriberRelationship })}
        />
        {value.subscriber_relationship === "self" ? (
          <span />
        ) : (
          <>
            <TextInput label="Subscriber's name" {...text("subscriber_name")} />
            <DayField label="Subscriber's birth date" toward="past" {...day("subscriber_birth_date")} />
          </>
        )}
      </div>
      <div className={styles.row}>
        <MoneyField label="Copay" {...common("copay")} value={value.copay} onChange={(copay) => set({ copay })} />
        <DayField label="Holds from" {...day("effective_on")} />
        <DayField label="Holds until" {...day("terminated_on")} />
      </div>
    </Stack>
  );
}
