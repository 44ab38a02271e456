import { usePathId } from "../shared/go";
import { useRecord } from "../shared/useRecord";
import { Waiting } from "../shared/Waiting";
import { Calendar } from "./SchedulePage";

/** The schedule with a booking begun: from Ctrl+K, or for a patient whose chart or checkout one comes from. */
export default function BookPage() {
  const patient = usePathId("patient");
  const banner = useRecord("patient_banner", { patient }, { enabled: patient !== "" });
  if (patient && banner.isPending) return <Waiting />;
  return <Calendar key={patient} booking={{ patient: banner.data ?? null }} />;
}
