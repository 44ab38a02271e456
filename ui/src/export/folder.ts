import type { Day } from "../api/bindings";

/** A new folder in the chosen one: an export goes only where nothing is yet. Named by the day and minute it was chosen. */
export function folderIn(chosen: string, day: Day, now: Date): string {
  const separator = chosen.includes("\\") && !chosen.includes("/") ? "\\" : "/";
  const minute = `${String(now.getHours()).padStart(2, "0")}${String(now.getMinutes()).padStart(2, "0")}`;
  return `${chosen.replace(/[\\/]+$/, "")}${separator}Chartwell export ${day} ${minute}`;
}
