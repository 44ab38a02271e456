import type { RecordVitals, Units, Vital } from "../api/bindings";

/** The fields of the vitals form as they are typed. */
export interface TypedFields {
  height: string;
  weight: string;
  blood_pressure: string;
  heart_rate: string;
  temperature: string;
  respiratory_rate: string;
  oxygen_saturation: string;
  pain: string;
  head_circumference: string;
}

/** A form with nothing in it. */
export const emptyVitals: TypedFields = {
  height: "",
  weight: "",
  blood_pressure: "",
  heart_rate: "",
  temperature: "",
  respiratory_rate: "",
  oxygen_saturation: "",
  pain: "",
  head_circumference: "",
};

interface Sign {
  key: keyof TypedFields;
  /** The sign its reading comes back as. */
  vital: Vital;
  label: string;
  example: Record<Units, string>;
  /** Measured below this age in years only. */
  until?: number;
}

const same = (text: string): Record<Units, string> => ({ us: text, metric: text });

/** In the order they are taken. */
export const signs: Sign[] = [
  { key: "height", vital: "height", label: "Height", example: { us: "5'11\"", metric: "180 cm" } },
  { key: "weight", vital: "weight", label: "Weight", example: { us: "180 lb", metric: "82 kg" } },
  { key: "blood_pressure", vital: "systolic", label: "Blood pressure", example: same("120/80") },
  { key: "heart_rate", vital: "heart_rate", label: "Heart rate", example: same("72") },
  { key: "temperature", vital: "temperature", label: "Temperature", example: { us: "98.6", metric: "37.0" } },
  { key: "respiratory_rate", vital: "respiratory_rate", label: "Respiratory rate", example: same("16") },
  { key: "oxygen_saturation", vital: "oxygen_saturation", label: "Oxygen saturation", example: same("98") },
  { key: "pain", vital: "pain", label: "Pain (0 to 10)", example: same("0") },
  {
    key: "head_circumference",
    vital: "head_circumference",
    label: "Head circumference",
    example: { us: "17 in", metric: "43 cm" },
    until: 3,
  },
];

/** What was typed, as the door takes it: what is empty was not measured. */
export function entriesOf(value: TypedFields): Pick<RecordVitals, "vitals" | "blood_pressure"> {
  const vitals = signs
    .filter(({ key }) => key !== "blood_pressure" && value[key].trim())
    .map(({ key, vital }) => ({ vital, entry: value[key].trim() }));
  return { vitals, blood_pressure: value.blood_pressure.trim() || null };
}

/** The field a fault of the door is about: `vitals.1.entry` counts what was sent. */
export function fieldOfFault(
  field: string | undefined,
  sent: Pick<RecordVitals, "vitals">,
): keyof TypedFields | undefined {
  if (field === "blood_pressure") return "blood_pressure";
  const at = /^vitals\.(\d+)\./.exec(field ?? "")?.[1];
  const vital = at === undefined ? undefined : sent.vitals[Number(at)]?.vital;
  return signs.find((sign) => sign.vital === vital)?.key;
}
