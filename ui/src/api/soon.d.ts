import "./bindings";
import type { CreatedPractice, PageSize } from "./bindings";

/** Commands the window already calls and the records crate is about to list; goes away with `make bindings`. */
declare module "./bindings" {
  interface Commands {
    create_sample_practice: { kind: "gate"; input: { passphrase: string }; output: CreatedPractice };
    recovery_sheet: {
      kind: "desk";
      input: { recovery_code: string; page_size: PageSize | null };
      output: { pdf_base64: string };
    };
  }
}
