import { ActionIcon, NumberInput, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Charge, Visit } from "../api/bindings";
import { Mark } from "../shared/clinical/Card";
import { MoneyField } from "../shared/MoneyField";
import { sentence } from "../shared/messages";
import { Money } from "../shared/text";
import { useChange } from "../shared/useChange";
import { modifiersOf, pointers, toggled } from "./pointers";
import styles from "./Visits.module.css";

/** Two rows of a visit may have the same code: a row is known by its charge. */
export type OnRefused = (charge: Charge["id"], code: string | null) => void;

interface ChargeRowProps {
  charge: Charge;
  visit: Visit;
  open: boolean;
  /** Told when the row shows figures that were refused, and so were not saved, and when it no longer does. */
  onRefused: OnRefused;
}

/** One line, changed where it stands: modifiers, units and price when their field is left, diagnoses by their letters. */
export function ChargeRow({ charge, visit, open, onRefused }: ChargeRowProps) {
  const changing = useChange("change_charge", { faults: "here" });
  const removing = useChange("take_back_charge");
  const [modifiers, setModifiers] = useState(charge.modifiers.join(" "));
  const [units, setUnits] = useState<number | string>(charge.units);
  const [price, setPrice] = useState<number | null>(charge.unit_cents);
  const { id, version, code, description } = charge;
  const letters = pointers(visit.diagnoses, charge.diagnoses);
  const stray = charge.diagnoses.filter((dx) => !visit.diagnoses.some((one) => one.code === dx));
  const editable = open && charge.status === "draft";

  const refused = changing.isError;
  useEffect(() => {
    if (!refused) return;
    onRefused(id, code);
    return () => onRefused(id, null);
  }, [id, code, refused, onRefused]);

  function save(diagnoses = charge.diagnoses) {
    const line = {
      code,
      description,
      modifiers: modifiersOf(modifiers),
      // A diagnosis that left the visit leaves the line with it.
      diagnoses: diagnoses.filter((one) => visit.diagnoses.some((d) => d.code === one)),
      units: Number(units) || 0,
      unit_cents: price ?? charge.unit_cents,
    };
    const { modifiers: m, diagnoses: d, units: u, unit_cents } = charge;
    if (
      JSON.stringify([line.modifiers, line.diagnoses, line.units, line.unit_cents]) ===
      JSON.stringify([m, d, u, unit_cents])
    ) {
      changing.reset();
      return;
    }
    changing.mutate({ id, version, patient: visit.patient, line });
  }

  if (!editable) {
    return (
      <tr>
        <th scope="row">
          <span className={styles.code}>{code}</span> {description}{" "}
          {charge.reversed || charge.reversal_of ? <Mark>{charge.reversed ? "Taken back" : "Takes back"}</Mark> : null}
        </th>
        <td>{charge.modifiers.join(" ")}</td>
        <td>{letters.map(({ letter }) => letter).join(" ") || charge.diagnoses.join(" ")}</td>
        <td>{charge.units}</td>
        <td>
          <Money cents={charge.unit_cents} />
        </td>
        <td>
          <Money cents={charge.cents} />
        </td>
        {open ? <td /> : null}
      </tr>
    );
  }
  const tooMany = charge.diagnoses.length >= 4;
  return (
    <>
      <tr>
        <th scope="row">
          <span className={styles.code}>{code}</span> {description}
        </th>
        <td>
          <TextInput
            size="xs"
            w={86}
            aria-label={`Modifiers of ${code}`}
            placeholder="e.g. 25"
            maxLength={11}
            value={modifiers}
            onChange={(event) => setModifiers(event.currentTarget.value)}
            onBlur={() => save()}
          />
        </td>
        <td>
          <fieldset className={styles.pointers} aria-label={`Diagnoses of ${code}`}>
            {letters.map(({ letter, code: dx, display, on }) => (
              <button
                type="button"
                key={dx}
                aria-pressed={on}
                aria-label={`${letter}: ${dx}`}
                title={`${dx} ${display}`}
                disabled={changing.isPending || (tooMany && !on)}
                onClick={() => save(toggled(charge.diagnoses, dx))}
              >
                {letter}
              </button>
            ))}
            {stray.map((dx) => (
              <button
                type="button"
                key={dx}
                className={styles.stray}
                aria-label={`Take ${dx} off ${code}: it is no longer a diagnosis of the visit`}
                title={`${dx} is no longer a diagnosis of the visit`}
                disabled={changing.isPending}
                onClick={() => save(toggled(charge.diagnoses, dx))}
              >
                {dx} <IconX size={12} aria-hidden />
              </button>
            ))}
            {letters.length === 0 ? <span className={styles.dim}>no diagnosis yet</span> : null}
          </fieldset>
        </td>
        <td>
          <NumberInput
            size="xs"
            w={58}
            aria-label={`Units of ${code}`}
            hideControls
            allowDecimal={false}
            value={units}
            onChange={setUnits}
            onBlur={() => save()}
          />
        </td>
        <td>
          <MoneyField
            size="xs"
            w={104}
            aria-label={`Price of ${code}`}
            value={price}
            onChange={setPrice}
            onBlur={() => save()}
          />
        </td>
        <td>
          <Money cents={charge.cents} />
        </td>
        <td>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${code}`}
            loading={removing.isPending}
            onClick={() => removing.mutate({ id, version, patient: visit.patient })}
          >
            <IconX size={16} />
          </ActionIcon>
        </td>
      </tr>
      {changing.error ? (
        <tr>
          <td colSpan={7} className={styles.fault} role="alert">
            {sentence(changing.error)}
          </td>
        </tr>
      ) : null}
    </>
  );
}
