import { TypedField, type TypedFieldProps } from "./TypedField";
import { parseTime, timeWords } from "./time";

/** A time of day as it is said ("9", "930", "9:30p"); speaks `HH:MM`, 24 hours. */
export function TimeField(props: TypedFieldProps<string>) {
  return (
    <TypedField
      placeholder="9:30 am"
      {...props}
      parse={parseTime}
      write={timeWords}
      confirm={timeWords}
      confirmWidth={72}
      hint="Type a time such as 9, 930 or 2:15p."
    />
  );
}
