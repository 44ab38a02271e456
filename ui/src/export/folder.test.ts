import { expect, test } from "vitest";
import { folderIn } from "./folder";

const now = new Date(2026, 10, 22, 9, 5);

test("an export goes into a new folder of the chosen one", () => {
  expect(folderIn("/home/desk/Documents", "2026-11-22", now)).toBe(
    "/home/desk/Documents/Chartwell export 2026-11-22 0905",
  );
  expect(folderIn("/media/stick/", "2026-11-22", now)).toBe("/media/stick/Chartwell export 2026-11-22 0905");
});

test("a folder of Windows keeps its own separators", () => {
  expect(folderIn("D:\\", "2026-11-22", now)).toBe("D:\\Chartwell export 2026-11-22 0905");
});
