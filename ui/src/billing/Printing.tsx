import { Drawer } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { Id } from "../api/bindings";
import { Answer } from "../shared/Answer";
import { useRecord } from "../shared/useRecord";
import { Waiting } from "../shared/Waiting";

const PdfPreview = lazy(() => import("../shared/PdfPreview"));

/** A document to look at before it is printed or saved. */
export type Paper =
  | { kind: "summary"; visit: Id<"Visit"> }
  | { kind: "bill"; visit: Id<"Visit"> }
  | { kind: "receipt"; payment: Id<"Payment"> };

const titles = { summary: "Visit summary", bill: "Bill", receipt: "Receipt" };

/** Shows a document from the side, with its buttons to print and save. */
export function PaperDrawer({ paper, onClose }: { paper: Paper | null; onClose: () => void }) {
  return (
    <Drawer
      opened={paper !== null}
      onClose={onClose}
      position="right"
      size={880}
      title={paper ? titles[paper.kind] : ""}
      closeButtonProps={{ "aria-label": "Close the document" }}
    >
      {paper ? <Preview paper={paper} /> : null}
    </Drawer>
  );
}

function Preview({ paper }: { paper: Paper }) {
  if (paper.kind === "summary") return <VisitPaper command="print_visit_summary" paper={paper} />;
  if (paper.kind === "bill") return <VisitPaper command="print_bill" paper={paper} />;
  return <ReceiptPaper payment={paper.payment} />;
}

function VisitPaper({
  command,
  paper,
}: {
  command: "print_visit_summary" | "print_bill";
  paper: { kind: "summary" | "bill"; visit: Id<"Visit"> };
}) {
  const printed = useRecord(command, { visit: paper.visit, page_size: null });
  return (
    <Answer of={printed}>
      {(pdf) => (
        <Suspense fallback={<Waiting />}>
          <PdfPreview
            base64={pdf.pdf_base64}
            title={titles[paper.kind]}
            fileName={pdf.file_name}
            missing={pdf.missing}
          />
        </Suspense>
      )}
    </Answer>
  );
}

function ReceiptPaper({ payment }: { payment: Id<"Payment"> }) {
  const printed = useRecord("print_receipt", { payment, page_size: null });
  return (
    <Answer of={printed}>
      {(pdf) => (
        <Suspense fallback={<Waiting />}>
          <PdfPreview base64={pdf.pdf_base64} title="Receipt" fileName={pdf.file_name} missing={pdf.missing} />
        </Suspense>
      )}
    </Answer>
  );
}
