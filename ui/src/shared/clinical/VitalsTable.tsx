import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { BloodPressureCategory, Units, VitalFlag, VitalReading, VitalsSet } from "../../api/bindings";
import { Mark } from "./Card";
import styles from "./clinical.module.css";
import { flagWords, pressureWords } from "./words";

/** High and low are said in a word and an arrow. */
export function Flag({ flag }: { flag: VitalFlag }) {
  if (!flagWords[flag]) return null;
  const Arrow = flag === "high" ? IconArrowUp : IconArrowDown;
  return (
    <Mark kind="warn">
      <Arrow size={12} aria-hidden /> {flagWords[flag]}
    </Mark>
  );
}

/** What a blood pressure amounts to. */
export function Pressure({ category }: { category: BloodPressureCategory | null }) {
  if (!category) return null;
  if (category === "normal") return <Mark kind="good">Normal</Mark>;
  return <Mark kind={category === "crisis" ? "danger" : "warn"}>{pressureWords[category]}</Mark>;
}

/** One line of a set: blood pressure is one. */
interface Line {
  key: string;
  name: string;
  first: string;
  other: string;
  mark: ReactNode;
}

/** A set as its lines, both pressures on one. */
function linesOf({ readings, blood_pressure }: VitalsSet, units: Units): Line[] {
  const of = (vital: VitalReading["vital"]) => readings.find((reading) => reading.vital === vital);
  const [systolic, diastolic] = [of("systolic"), of("diastolic")];
  const lines: Line[] = [];
  for (const reading of readings) {
    const [first, other] = units === "us" ? [reading.us, reading.metric] : [reading.metric, reading.us];
    if (reading === systolic && diastolic) {
      lines.push({
        key: reading.id,
        name: "Blood pressure",
        first: `${systolic.number}/${diastolic.number} mmHg`,
        other: "",
        mark: blood_pressure ? <Pressure category={blood_pressure} /> : <Flag flag={systolic.flag} />,
      });
    } else if (reading !== diastolic || !systolic) {
      lines.push({
        key: reading.id,
        name: reading.display,
        first,
        other: other === first ? "" : other,
        mark: <Flag flag={reading.flag} />,
      });
    }
  }
  return lines;
}

/** Vitals taken together, in the practice's units with the other ones beside them. */
export function VitalsTable({ set, units }: { set: VitalsSet; units: Units }) {
  return (
    <table className={styles.vitals}>
      <tbody>
        {linesOf(set, units).map(({ key, name, first, other, mark }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>
              <b>{first}</b> {other ? <small>{other}</small> : null}
            </td>
            <td>{mark}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
