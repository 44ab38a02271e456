import { expect, test } from "vitest";
import { Fault } from "../api/call";
import { isNpi, stepOf } from "./setup";

test("an NPI with a wrong check digit is noticed before it is sent", () => {
  expect(isNpi("1234567893")).toBe(true);
  expect(isNpi("1234567890")).toBe(false);
  expect(isNpi("123456789")).toBe(false);
  expect(isNpi("12345678931")).toBe(false);
});

test("a refused field leads back to the step where it is corrected", () => {
  const at = (field: string) => stepOf(new Fault({ code: "invalid", field }));
  expect(at("practice.npi")).toBe("practice");
  expect(at("address.zip")).toBe("practice");
  expect(at("user.display_name")).toBe("you");
  expect(stepOf(new Fault({ code: "weak_passphrase" }))).toBe("passphrase");
});
