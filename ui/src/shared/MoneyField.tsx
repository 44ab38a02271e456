import { moneyWords, parseMoney } from "./money";
import { TypedField, type TypedFieldProps } from "./TypedField";

interface MoneyFieldProps extends TypedFieldProps<number> {
  /** Accepts amounts below zero, such as an adjustment. */
  allowNegative?: boolean;
}

/** An amount in dollars; speaks whole cents. */
export function MoneyField({ allowNegative = false, ...props }: MoneyFieldProps) {
  return (
    <TypedField
      placeholder="0.00"
      inputMode="decimal"
      styles={{ input: { textAlign: "right" } }}
      leftSection={<span aria-hidden>$</span>}
      {...props}
      parse={(text) => {
        const cents = parseMoney(text);
        return cents !== null && cents < 0 && !allowNegative ? null : cents;
      }}
      write={(cents) => moneyWords(cents).replace("$", "").replace("−", "-")}
      hint={allowNegative ? "Type an amount such as 25.00 or -25.00." : "Type an amount such as 25.00."}
    />
  );
}
