import { PasswordInput, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import type { PassphraseRating } from "../api/bindings";
import { call } from "../api/call";
import styles from "./PassphraseField.module.css";

interface PassphraseFieldProps {
  /** The passphrase, and whether it may be used: good enough, and typed twice alike. */
  onChange: (passphrase: string, usable: boolean) => void;
  /** Words an attacker tries first: the practice's and the user's name. */
  known: string[];
  label?: string;
  autoFocus?: boolean;
}

const verdicts = ["Guessed at once", "Easily guessed", "Could be guessed", "Good", "Strong"];

/** Chooses a new passphrase: typed or pasted twice, any characters, with its strength shown as it is typed. */
export function PassphraseField({ onChange, known, label = "Passphrase", autoFocus = false }: PassphraseFieldProps) {
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [rating, setRating] = useState<PassphraseRating | null>(null);
  const [visible, setVisible] = useState(false);
  const knownWords = known.join("\n");

  useEffect(() => {
    setRating(null);
    if (!passphrase) return;
    let wanted = true;
    const timer = setTimeout(() => {
      call("rate_passphrase", { passphrase, known: knownWords.split("\n").filter(Boolean) })
        .then((answer) => wanted && setRating(answer))
        // Making the practice rates it again and says what is wrong.
        .catch(() => wanted && setRating(null));
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [passphrase, knownWords]);

  const usable = rating?.acceptable === true && passphrase === again;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the answer changes, not when the listener does
  useEffect(() => onChange(passphrase, usable), [passphrase, usable]);

  return (
    <Stack gap="sm">
      <div>
        <PasswordInput
          label={label}
          required
          description="At least 15 characters. Four or five unrelated words are easy to remember and hard to guess."
          inputWrapperOrder={["label", "description", "input"]}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          visible={visible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{ "aria-label": visible ? "Hide the passphrase" : "Show the passphrase" }}
          autoComplete="new-password"
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          name="passphrase"
        />
        <div className={styles.meter} aria-hidden>
          {[1, 2, 3, 4].map((step) => (
            <span
              key={step}
              className={rating && rating.score >= step ? (rating.acceptable ? styles.good : styles.on) : undefined}
            />
          ))}
        </div>
        <Text size="sm" mih={40} aria-live="polite">
          {rating ? <Verdict rating={rating} length={[...passphrase].length} /> : null}
        </Text>
      </div>
      <PasswordInput
        label="The same passphrase again"
        required
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        visible={visible}
        onVisibilityChange={setVisible}
        visibilityToggleButtonProps={{ "aria-label": visible ? "Hide the passphrase" : "Show the passphrase" }}
        autoComplete="new-password"
        name="passphrase_again"
        error={again && !passphrase.startsWith(again) ? "This differs from the passphrase above." : undefined}
      />
    </Stack>
  );
}

function Verdict({ rating, length }: { rating: PassphraseRating; length: number }) {
  const advice = [rating.warning, ...rating.suggestions].filter(Boolean).join(" ");
  if (!rating.long_enough) {
    return (
      <>
        <span className={styles.verdict}>Too short: {length} of 15 characters.</span> {advice}
      </>
    );
  }
  return (
    <>
      <span className={styles.verdict}>{verdicts[rating.score]}.</span> {rating.acceptable ? "" : advice}
    </>
  );
}
