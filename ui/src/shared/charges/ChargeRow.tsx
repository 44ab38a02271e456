import { ActionIcon, NumberInput, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Charge } from "../../api/bindings";
import { Mark } from "../clinical/Card";
import { MoneyField } from "../MoneyField";
import { sentence } from "../messages";
import { Money } from "../text";
import { useChange } from "../useChange";
import type { ChargedVisit } from "./AddCharge";
import styles from "./Charges.module.css";
import { modifiersOf, pointers, toggled } from "./pointers";

/** Two rows of a visit may have the same code: a row is known by its charge. */
export type OnRefused = (charge: Charge["id"], code: string | null) => void;

interface ChargeRowProps {
  charge: Charge;
  visit: ChargedVisit;
  open: boolean;
  /** Told when the row shows figures that were refused, and so were not saved, and when it no longer does. */
  onRefused?: OnRefused | undefined;
}

/** What is typed into a row and not yet saved; a price that cannot be read is null. */
interface Typed {
  modifiers?: string;
  units?: number | string;
  price?: number | null;
}

/** One line, changed where it stands: modifiers, units and price when their field is left, diagnoses by their letters. */
export function ChargeRow({ charge: given, visit, open, onRefused }: ChargeRowProps) {
  const changing = useChange("change_charge", { faults: "here" });
  const removing = useChange("take_back_charge");
  const [kept, setKept] = useState(given);
  // A save's answer is here before the page has asked again.
  const charge = kept.version > given.version ? kept : given;
  const [typed, setTyped] = useState<Typed>({});
  const type = (part: Typed) => setTyped((before) => ({ ...before, ...part }));
  const [unpriced, setUnpriced] = useState(false);
  const latest = useRef({ charge, visit });
  latest.current = { charge, visit };
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const { id, code, description } = charge;
  const { modifiers = charge.modifiers.join(" "), units = charge.units, price = charge.unit_cents } = typed;
  const letters = pointers(visit.diagnoses, charge.diagnoses);
  const stray = charge.diagnoses.filter((dx) => !visit.diagnoses.some((one) => one.code === dx));
  const editable = open && charge.status === "draft";

  const refused = editable && (changing.isError || price === null);
  useEffect(() => {
    if (!refused || !onRefused) return;
    onRefused(id, code);
    return () => onRefused(id, null);
  }, [id, code, refused, onRefused]);

  /** One act at a time, each over the version that the one before it left. */
  function inTurn(act: () => Promise<unknown>) {
    // A fault stands at the row, or passed by.
    last.current = last.current.then(act).catch(() => {});
  }

  /** Saves what stands in the row now, and turns a diagnosis on or off. */
  function save(dx?: string) {
    setUnpriced(price === null);
    inTurn(async () => {
      const { charge, visit } = latest.current;
      const before = [charge.modifiers, charge.diagnoses, charge.units, charge.unit_cents];
      const diagnoses = dx === undefined ? charge.diagnoses : toggled(charge.diagnoses, dx);
      const line = {
        code,
        description,
        modifiers: typed.modifiers === undefined ? charge.modifiers : modifiersOf(typed.modifiers),
        // A diagnosis that left the visit leaves the line with it.
        diagnoses: diagnoses.filter((one) => visit.diagnoses.some((d) => d.code === one)),
        units: typed.units === undefined ? charge.units : Number(typed.units) || 0,
        unit_cents: typed.price ?? charge.unit_cents,
      };
      if (JSON.stringify([line.modifiers, line.diagnoses, line.units, line.unit_cents]) === JSON.stringify(before)) {
        changing.reset();
      } else {
        const answer = await changing.mutateAsync({ id, version: charge.version, patient: visit.patient, line });
        latest.current.charge = answer;
        setKept(answer);
      }
      setTyped((now) => unsaved(now, typed));
    });
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
            onChange={(event) => type({ modifiers: event.currentTarget.value })}
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
                disabled={tooMany && !on}
                onClick={() => save(dx)}
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
                onClick={() => save(dx)}
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
            onChange={(units) => type({ units })}
            onBlur={() => save()}
          />
        </td>
        <td>
          <MoneyField
            size="xs"
            w={104}
            aria-label={`Price of ${code}`}
            value={price}
            onChange={(price) => {
              type({ price });
              setUnpriced(false);
            }}
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
            onClick={() =>
              inTurn(() => removing.mutateAsync({ id, version: latest.current.charge.version, patient: visit.patient }))
            }
          >
            <IconX size={16} />
          </ActionIcon>
        </td>
      </tr>
      {changing.error || unpriced ? (
        <tr>
          <td colSpan={7} className={styles.fault} role="alert">
            {changing.error ? sentence(changing.error) : "The price cannot be read and is not saved."}
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** What was typed since, and a price that could not be sent. */
function unsaved(now: Typed, sent: Typed): Typed {
  const left = Object.entries(now).filter(([key, value]) => value === null || value !== sent[key as keyof Typed]);
  return Object.fromEntries(left);
}
