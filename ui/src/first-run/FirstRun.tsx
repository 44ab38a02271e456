import { IconBuildingHospital, IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import type { CreatedPractice, SessionInfo } from "../api/bindings";
import { call, Fault } from "../api/call";
import { Doorstep } from "../shared/Doorstep";
import { RecoverySheet } from "../shared/RecoverySheet";
import { useTyping } from "../shared/useTyping";
import { ChoosePassphrase } from "./ChoosePassphrase";
import styles from "./FirstRun.module.css";
import { PracticeStep } from "./PracticeStep";
import { emptySetup, type Step, stepOf } from "./setup";
import { YouStep } from "./YouStep";

const names: Record<Step, string> = {
  practice: "Practice",
  you: "You",
  passphrase: "Passphrase",
  recovery: "Recovery sheet",
};
const paths: Record<"own" | "sample", Step[]> = {
  own: ["practice", "you", "passphrase", "recovery"],
  sample: ["passphrase", "recovery"],
};

/** The first start: a practice of one's own, or the sample practice to look around in. */
export default function FirstRun({ onOpen }: { onOpen: (session: SessionInfo) => void }) {
  const [path, setPath] = useState<"own" | "sample" | null>(null);
  const [step, setStep] = useState<Step>("practice");
  const [fault, setFault] = useState<Fault | null>(null);
  const [made, setMade] = useState<CreatedPractice | null>(null);
  const setup = useTyping(emptySetup);

  function start(chosen: "own" | "sample") {
    setPath(chosen);
    setStep(paths[chosen][0] ?? "practice");
  }

  async function create(passphrase: string) {
    setFault(null);
    const { practice, user, treats } = setup.value;
    try {
      setMade(
        path === "sample"
          ? await call("create_sample_practice", { passphrase })
          : await call("create_practice", {
              practice,
              user: treats
                ? { ...user, roles: ["administrator", "provider"] }
                : { display_name: user.display_name, roles: ["administrator"] },
              passphrase,
            }),
      );
      setStep("recovery");
    } catch (reason) {
      const refused = Fault.of(reason);
      setFault(refused);
      if (path === "own") setStep(stepOf(refused));
    }
  }

  if (!path) {
    return (
      <Doorstep width={680}>
        <div className={styles.choices}>
          <button type="button" className={styles.choice} onClick={() => start("own")}>
            <IconBuildingHospital size={26} stroke={1.6} aria-hidden />
            <b>Set up your practice</b>
            <span>Four short steps. Everything stays in one encrypted file on this machine.</span>
          </button>
          <button type="button" className={styles.choice} onClick={() => start("sample")}>
            <IconUsersGroup size={26} stroke={1.6} aria-hidden />
            <b>Explore the sample practice</b>
            <span>About a hundred invented patients, with a full schedule, charts and bills.</span>
          </button>
        </div>
      </Doorstep>
    );
  }

  const steps = paths[path];
  const back = () => {
    setFault(null);
    const before = steps[steps.indexOf(step) - 1];
    if (before) setStep(before);
    else setPath(null);
  };

  return (
    <Doorstep
      name={path === "sample" ? "Sample practice" : setup.value.practice.name || null}
      width={step === "recovery" ? 1060 : 680}
    >
      <ol className={styles.steps} aria-label="Steps">
        {steps.map((one) => (
          <li
            key={one}
            aria-current={one === step ? "step" : undefined}
            data-state={steps.indexOf(one) < steps.indexOf(step) ? "done" : undefined}
          >
            {names[one]}
          </li>
        ))}
      </ol>
      {step === "practice" ? (
        <PracticeStep setup={setup} fault={fault} onBack={back} onNext={() => setStep("you")} />
      ) : null}
      {step === "you" ? (
        <YouStep setup={setup} fault={fault} onBack={back} onNext={() => setStep("passphrase")} />
      ) : null}
      {step === "passphrase" ? (
        <ChoosePassphrase
          sample={path === "sample"}
          known={path === "sample" ? [] : [setup.value.practice.name, setup.value.user.display_name]}
          fault={fault}
          onBack={back}
          onChosen={create}
        />
      ) : null}
      {step === "recovery" && made ? (
        <RecoverySheet
          code={made.recovery_code}
          submit="I have kept the sheet: open the practice"
          onDone={() => onOpen({ ...made.session, recovery_confirmed: true })}
        >
          If every passphrase is forgotten, only this code opens the practice. It is shown once. Print the sheet and
          keep it away from this machine, where you keep contracts.
        </RecoverySheet>
      ) : null}
    </Doorstep>
  );
}
