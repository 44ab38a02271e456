/**
 * What the window itself does for a page: dialogs, saving, printing. Answered by `src-tauri/src/files.rs` through the same
 * call; written by hand because the window is not part of the records crate the bindings are made from.
 */
export interface WindowActs {
  /** Asks for files; an empty list when the user cancels. */
  "window.choose_files": {
    input: { title: string; filters: FileFilter[]; multiple: boolean };
    output: { paths: string[] };
  };
  /** Asks for a folder; `path` is null when the user cancels. */
  "window.choose_folder": { input: { title: string }; output: { path: string | null } };
  /** Asks where to save and writes the file; `saved` is false when the user cancels. */
  "window.save_file": { input: { suggested_name: string; base64: string }; output: { saved: boolean } };
  /** Hands a PDF to the system's printing; `printer` null means the default one. */
  "window.print_pdf": { input: { base64: string; printer: string | null }; output: { printed: boolean } };
  /** The printers the system knows, the default one first. */
  "window.printers": { input: Record<string, never>; output: { printers: string[] } };
  /** Remembers one of the few things known before the practice is open; an empty value forgets it. */
  "window.remember": { input: { key: string; value: string }; output: Record<string, never> };
  /** Closes the window: the answer to the `chartwell:closing` event, once nothing is left to save. */
  "window.close": { input: Record<string, never>; output: Record<string, never> };
}

/** Which files a dialog offers: a label and extensions without the dot. */
export interface FileFilter {
  name: string;
  extensions: string[];
}
