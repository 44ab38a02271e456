import "./bindings";
import type { CreatedPractice } from "./bindings";

/** Commands the window already calls and the records crate is about to list; goes away with `make bindings`. */
declare module "./bindings" {
  interface Commands {
    create_sample_practice: { kind: "gate"; input: { passphrase: string }; output: CreatedPractice };
  }
}
