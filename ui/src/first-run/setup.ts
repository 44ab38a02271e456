import type { NewPractice, NewUser } from "../api/bindings";
import type { Fault } from "../api/call";
import { machineZone } from "../shared/ZoneField";

/** What the wizard collects before the practice is made. */
export interface Setup {
  practice: NewPractice;
  user: NewUser;
  /** Whether the first user also treats. */
  treats: boolean;
}

export const emptySetup: Setup = {
  practice: {
    name: "",
    address: { line1: "", line2: "", city: "", state: null, zip: "" },
    phone: "",
    npi: "",
    tax_id: "",
    zone: machineZone,
  },
  user: { display_name: "", roles: ["administrator"], credential: "", npi: "" },
  treats: true,
};

export type Step = "practice" | "you" | "passphrase" | "recovery";

/** The step where a refused field is corrected. */
export function stepOf(fault: Fault): Step {
  if (fault.field?.startsWith("user.")) return "you";
  if (fault.field && /^(practice|address)\./.test(fault.field)) return "practice";
  return "passphrase";
}

/** Whether it is an NPI: ten digits whose last is the Luhn check digit over 80840 and the first nine (45 CFR 162.406). */
export function isNpi(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 24);
  return sum % 10 === 0;
}
