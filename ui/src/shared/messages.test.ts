import { expect, test } from "vitest";
import bindings from "../api/bindings.ts?raw";
import { Fault } from "../api/call";
import { sentence, tell, tellings } from "./messages";

const codes = [...(bindings.match(/export type FaultCode =[^;]+;/)?.[0] ?? "").matchAll(/"([a-z_]+)"/g)].map(
  (m) => m[1] ?? "",
);

test("every fault code of the door has a title and says what to do or that nothing was lost", () => {
  expect(codes.length).toBeGreaterThan(20);
  for (const code of codes) {
    const told = tellings[code as Fault["code"]];
    expect(told, `no words for ${code}`).toBeDefined();
    expect(told.title, code).toMatch(/^[A-Z][^.]+$/);
    for (const part of [told.kept, told.next]) expect(part, code).toMatch(/^$|\.$/);
  }
});

test("a code nobody has words for still gets a sentence and its reference", () => {
  const fault = new Fault({ code: "from_the_future" as Fault["code"], reference: "K7Q2" });
  expect(tell(fault).body).toContain("What you typed is still here.");
  expect(tell(fault).body).toContain("K7Q2");
});

test("the door's own sentence comes first and is not said twice", () => {
  const full = new Fault({
    code: "disk_full",
    message: "The disk is full. Nothing was changed; free some space and try again.",
  });
  expect(sentence(full)).toBe("The disk is full. Nothing was changed; free some space and try again.");
});

test("a short refusal is completed with what was kept and what to do", () => {
  const refused = new Fault({ code: "not_permitted", message: "Your roles do not allow signing notes." });
  expect(sentence(refused)).toBe(
    "Your roles do not allow signing notes. Nothing was changed. Ask an administrator of the practice for the role, or to do it for you.",
  );
});

test("whatever a call is rejected with becomes a fault", () => {
  expect(Fault.of("ipc is gone").code).toBe("unreachable");
  expect(Fault.of({ code: "invalid", message: "No.", field: "name", reference: "1" }).field).toBe("name");
});
