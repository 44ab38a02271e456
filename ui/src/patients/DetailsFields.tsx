import { ActionIcon, Button, Checkbox, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { PatientAddress, ValueSet } from "../api/bindings";
import type { Fault } from "../api/call";
import { AddressFields } from "../shared/AddressFields";
import { DayField } from "../shared/DayField";
import { todayIn } from "../shared/day";
import { Section } from "../shared/Page";
import { useSession } from "../shared/session";
import { useFields, useStandingFault } from "../shared/useFields";
import { useRecord } from "../shared/useRecord";
import type { Typing } from "../shared/useTyping";
import { AnswerField } from "./AnswerField";
import { type DetailsTyping, newAddress, newName, newTelecom } from "./form";
import styles from "./Patients.module.css";
import { addressUseWords, birthSexWords, contactByWords, nameUseWords, options, sexWords, telecomWords } from "./words";

/** A form that holds a patient's details, among other things. */
export interface DetailsForm {
  details: DetailsTyping;
}

interface PartProps {
  typing: Pick<Typing<DetailsForm>, "value" | "set" | "dirty"> & { flush?: () => void };
  fault?: Fault | null | undefined;
}

function useDetails({ typing, fault }: PartProps) {
  return useFields<DetailsForm>(typing, fault);
}

type ListKey = "telecoms" | "addresses" | "other_names";
type Entry<K extends ListKey> = DetailsTyping[K][number];

/** One list of the details: its entries, and how they are changed. */
function useList<K extends ListKey>({ typing, fault }: PartProps, list: K) {
  const entries = typing.value.details[list] as Entry<K>[];
  const standing = useStandingFault(typing.value, fault);
  const put = (to: Entry<K>[]) => typing.set(({ details }) => ({ details: { ...details, [list]: to } }));
  return {
    entries,
    add: (entry: Entry<K>) => put([...entries, entry]),
    remove: (at: number) => put(entries.filter((_, place) => place !== at)),
    change: (at: number, part: Partial<Entry<K>>) =>
      put(entries.map((entry, place) => (place === at ? { ...entry, ...part } : entry))),
    name: (at: number, field: string) => `details.${list}.${at}.${field}`,
    error: (at: number, field: string) =>
      standing?.field === `details.${list}.${at}.${field}` ? standing.message : undefined,
  };
}

/** What is asked first: legal name, birth date, sex, phone. */
export function FirstFields({ typing, fault }: PartProps) {
  const { zone } = useSession();
  const fields = useDetails({ typing, fault });
  return (
    <Stack gap="sm">
      <div className={styles.twelfths}>
        <div className={styles.third}>
          <TextInput label="Given name" data-autofocus autoFocus autoComplete="off" {...fields.text("details.given")} />
        </div>
        <TextInput label="Middle" autoComplete="off" {...fields.text("details.middle")} />
        <div className={styles.third}>
          <TextInput label="Family name" required autoComplete="off" {...fields.text("details.family")} />
        </div>
        <TextInput label="Suffix" placeholder="Jr." autoComplete="off" {...fields.text("details.suffix")} />
      </div>
      <div className={styles.twelfths}>
        <div className={styles.third}>
          <DayField
            label="Birth date"
            required
            toward="past"
            withAge
            today={todayIn(zone)}
            {...fields.field("details.birth_date")}
          />
        </div>
        <NativeSelect
          label="Sex"
          required
          data={[{ value: "", label: "" }, ...options(sexWords)]}
          {...fields.text("details.sex")}
        />
        <div className={styles.half}>
          <TextInput
            label="Goes by"
            placeholder="Preferred name"
            autoComplete="off"
            {...fields.text("details.preferred_name")}
          />
        </div>
      </div>
      <Telecoms typing={typing} fault={fault} />
    </Stack>
  );
}

/** Phones and email; the first is tried first. */
function Telecoms(part: PartProps) {
  const list = useList(part, "telecoms");
  const fields = useDetails(part);
  const rows = list.entries.length ? list.entries : [newTelecom()];
  const change = (at: number, to: Partial<(typeof rows)[number]>) =>
    list.entries.length ? list.change(at, to) : list.add({ ...newTelecom(), ...to });
  return (
    <Stack gap={6}>
      {rows.map((telecom, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no ids; the place is what the door names
        <div className={styles.twelfths} key={at}>
          <NativeSelect
            aria-label="What it is"
            label={at === 0 ? "Reach by" : undefined}
            data={options(telecomWords)}
            value={telecom.kind}
            onChange={(event) => change(at, { kind: event.currentTarget.value as typeof telecom.kind })}
          />
          <div className={styles.third}>
            <TextInput
              label={at === 0 ? "Phone or email" : undefined}
              aria-label="Phone or email"
              placeholder={telecom.kind === "email" ? "name@example.org" : "(614) 555-0134"}
              inputMode={telecom.kind === "email" ? "email" : "tel"}
              autoComplete="off"
              name={list.name(at, "value")}
              error={list.error(at, "value")}
              value={telecom.value}
              onBlur={() => part.typing.flush?.()}
              onChange={(event) => change(at, { value: event.currentTarget.value })}
            />
          </div>
          {at === 0 ? (
            <div className={styles.half}>
              <NativeSelect
                label="Wants to be reached by"
                data={options(contactByWords)}
                {...fields.text("details.contact_by")}
              />
            </div>
          ) : (
            <Remove what={telecomWords[telecom.kind]} onClick={() => list.remove(at)} />
          )}
        </div>
      ))}
      <Add onClick={() => list.add(list.entries.length ? newTelecom() : { kind: "email", value: "" })}>
        Another phone or email
      </Add>
    </Stack>
  );
}

/** Where the patient lives; mail goes to the first. */
export function Addresses(part: PartProps) {
  const list = useList(part, "addresses");
  return (
    <Section title="Address">
      <Stack gap="sm">
        {list.entries.map((address, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no ids; the place is what the door names
          <div className={styles.entry} key={at}>
            <Stack gap="sm">
              <AddressFields
                name={`details.addresses.${at}`}
                value={address}
                errors={{
                  line1: list.error(at, "line1"),
                  state: list.error(at, "state"),
                  zip: list.error(at, "zip"),
                }}
                onChange={(to) => list.change(at, to as PatientAddress)}
                onBlur={() => part.typing.flush?.()}
              />
              <div className={styles.row}>
                <NativeSelect
                  label="What it is for"
                  data={options(addressUseWords)}
                  value={address.use}
                  onChange={(event) => list.change(at, { use: event.currentTarget.value as typeof address.use })}
                />
                <TextInput
                  label="Country"
                  placeholder="United States"
                  autoComplete="off"
                  value={address.country ?? ""}
                  onChange={(event) => list.change(at, { country: event.currentTarget.value })}
                />
              </div>
            </Stack>
            <Remove what={`${addressUseWords[address.use]} address`} onClick={() => list.remove(at)} />
          </div>
        ))}
        <Add onClick={() => list.add(newAddress())}>{list.entries.length ? "Another address" : "Add an address"}</Add>
      </Stack>
    </Section>
  );
}

/** Former names, and what else the patient is known as. */
export function OtherNames(part: PartProps) {
  const list = useList(part, "other_names");
  const fields = useDetails(part);
  const { zone } = useSession();
  return (
    <Section title="Other names">
      <Stack gap="sm">
        {list.entries.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no ids; the place is what the door names
          <div className={styles.entry} key={at}>
            <div className={styles.row}>
              <NativeSelect
                label="What it is"
                data={options(nameUseWords)}
                value={name.use}
                onChange={(event) => list.change(at, { use: event.currentTarget.value as typeof name.use })}
              />
              <TextInput
                label="Given name"
                autoComplete="off"
                value={name.given ?? ""}
                onChange={(event) => list.change(at, { given: event.currentTarget.value })}
              />
              <TextInput
                label="Family name"
                autoComplete="off"
                name={list.name(at, "family")}
                error={list.error(at, "family")}
                value={name.family ?? ""}
                onChange={(event) => list.change(at, { family: event.currentTarget.value })}
              />
              <DayField
                label="Used until"
                toward="past"
                today={todayIn(zone)}
                name={list.name(at, "ends_on")}
                error={list.error(at, "ends_on")}
                value={name.ends_on}
                onChange={(ends_on) => list.change(at, { ends_on })}
              />
            </div>
            <Remove what={nameUseWords[name.use]} onClick={() => list.remove(at)} />
          </div>
        ))}
        <div className={styles.row}>
          <div className={styles.slim}>
            <TextInput
              label="Form of address"
              placeholder="Ms., Dr."
              autoComplete="off"
              {...fields.text("details.prefix")}
            />
          </div>
          <div style={{ alignSelf: "end" }}>
            <Add onClick={() => list.add(newName())}>Former name, maiden name or nickname</Add>
          </div>
        </div>
      </Stack>
    </Section>
  );
}

const asked: { key: Answered; label: string; set: ValueSet; detail?: ValueSet; single?: boolean }[] = [
  { key: "gender_identity", label: "Gender identity", set: "gender_identity" },
  { key: "pronouns", label: "Pronouns", set: "pronouns", single: true },
  { key: "sexual_orientation", label: "Sexual orientation", set: "sexual_orientation" },
  { key: "race", label: "Race", set: "race", detail: "race_detail" },
  { key: "ethnicity", label: "Ethnicity", set: "ethnicity", detail: "ethnicity_detail" },
  { key: "language", label: "Preferred language", set: "language" },
  { key: "marital_status", label: "Marital status", set: "marital_status", single: true },
];

type Answered =
  | "race"
  | "ethnicity"
  | "language"
  | "gender_identity"
  | "sexual_orientation"
  | "pronouns"
  | "marital_status";

/** What the patient says of themselves. Empty means nobody asked; declined is an answer. */
export function AboutFields(part: PartProps) {
  const { typing, fault } = part;
  const fields = useDetails({ typing, fault });
  return (
    <Section title="About the patient">
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="sm">
        <NativeSelect
          label="Sex on the birth certificate"
          data={options(birthSexWords)}
          {...fields.text("details.birth_sex")}
        />
        {asked.map(({ key, label, set, detail, single }) => (
          <AnswerField
            key={key}
            label={label}
            set={set}
            {...(detail ? { detail } : {})}
            single={single ?? false}
            name={`details.${key}`}
            error={fault?.field === `details.${key}` ? fault.message : undefined}
            value={typing.value.details[key]}
            onBlur={() => typing.flush?.()}
            onChange={(said) => typing.set(({ details }) => ({ details: { ...details, [key]: said } }))}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}

/** Who treats the patient here, and whether they still come. `all`: also what is only known later. */
export function CareFields({ typing, fault, all = false }: PartProps & { all?: boolean }) {
  const { zone } = useSession();
  const fields = useDetails({ typing, fault });
  const practitioners = useRecord("practitioners", { all: false }).data ?? [];
  return (
    <Section title="At this practice">
      <Stack gap="sm">
        <div className={styles.row}>
          <NativeSelect
            label="Primary care"
            data={[
              { value: "", label: "Not chosen" },
              ...practitioners.map((p) => ({ value: p.id, label: p.display_name })),
            ]}
            {...fields.text("details.practitioner")}
          />
          <span />
        </div>
        {all ? (
          <>
            <Checkbox label="Comes to this practice" {...fields.checked("details.active")} />
            <div className={styles.row}>
              <Checkbox label="Has died" mt={28} {...fields.checked("details.deceased")} />
              {typing.value.details.deceased ? (
                <DayField
                  label="Day of death"
                  description="Leave empty when it is not known."
                  toward="past"
                  today={todayIn(zone)}
                  {...fields.field("details.deceased_on")}
                />
              ) : (
                <span />
              )}
            </div>
          </>
        ) : null}
      </Stack>
    </Section>
  );
}

function Add({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <div>
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}

function Remove({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={28} aria-label={`Remove ${what}`} onClick={onClick}>
      <IconTrash size={16} />
    </ActionIcon>
  );
}
