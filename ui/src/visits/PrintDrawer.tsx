import { Drawer } from "@mantine/core";
import { lazy, Suspense } from "react";
import { Answer } from "../shared/Answer";
import { useRecord } from "../shared/useRecord";
import { Waiting } from "../shared/Waiting";
import styles from "./Visits.module.css";

const PdfPreview = lazy(() => import("../shared/PdfPreview"));

/** What a visit prints. */
export type Paper = "summary" | "bill";

const titles: Record<Paper, string> = { summary: "Visit summary", bill: "Bill" };

/** A document of the visit, as it will be printed. */
export function PrintDrawer({ visit, paper, onClose }: { visit: string; paper: Paper; onClose: () => void }) {
  const printed = useRecord(paper === "summary" ? "print_visit_summary" : "print_bill", { visit });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={920}
      title={titles[paper]}
      transitionProps={{ duration: 0 }}
      classNames={{ content: styles.paper ?? "", body: styles.paperBody ?? "" }}
    >
      <Answer of={printed}>
        {({ pdf_base64, file_name, missing }) => (
          <Suspense fallback={<Waiting />}>
            <PdfPreview base64={pdf_base64} title={titles[paper]} fileName={file_name} missing={missing} />
          </Suspense>
        )}
      </Answer>
    </Drawer>
  );
}
