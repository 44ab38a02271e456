import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconDeviceFloppy, IconMinus, IconPlus } from "@tabler/icons-react";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { call, Fault } from "../api/call";
import { bytesOf } from "./base64";
import { FaultNotice, Notice } from "./Notice";
import styles from "./PdfPreview.module.css";
import { PrintButton } from "./PrintButton";
import { printByDialog } from "./printDialog";
import { Waiting } from "./Waiting";

interface PdfPreviewProps {
  /** The document. */
  base64: string;
  /** What it is, for its buttons and for those who do not see it: "Visit summary". */
  title: string;
  /** The name offered when saving, with `.pdf`. */
  fileName: string;
  /** Characters the document's fonts lack; their code points stand in their place, and this says so. */
  missing?: string[] | undefined;
  /** Told once it was printed or saved. */
  onKept?: (how: "printed" | "saved") => void;
}

/** At 100 % a page has the size of its paper: 96 px an inch, where a PDF counts 72. */
const dotsPerPoint = 96 / 72;
const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

/** A document as it will be printed: its pages, selectable text, zoom, print and save. */
export default function PdfPreview({ base64, title, fileName, missing = [], onKept }: PdfPreviewProps) {
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState<"print" | "save" | null>(null);
  const pages = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);

  useEffect(() => {
    let wanted = true;
    const opening = open(base64);
    opening.then(
      async (opened) => {
        const { width } = (await opened.getPage(1)).getViewport({ scale: dotsPerPoint });
        if (!wanted) return;
        setZoom(fitting(width, pages.current?.clientWidth ?? width));
        setDocument(opened);
      },
      () =>
        wanted &&
        setFault(
          new Fault({ code: "unreadable", message: "The document cannot be shown. It can still be saved or printed." }),
        ),
    );
    return () => {
      wanted = false;
      setDocument(null);
      void opening.then((opened) => opened.loadingTask.destroy()).catch(() => {});
    };
  }, [base64]);

  async function keep(how: "print" | "save", act: () => Promise<boolean>) {
    setBusy(how);
    setFault(null);
    try {
      if (await act()) onKept?.(how === "print" ? "printed" : "saved");
    } catch (reason) {
      setFault(Fault.of(reason));
    } finally {
      setBusy(null);
    }
  }

  const save = () =>
    keep("save", async () => (await call("window.save_file", { suggested_name: fileName, base64 })).saved);
  const printOn = (printer: string | null) =>
    keep("print", async () => (await call("window.print_pdf", { base64, printer })).printed || printInDialog());
  /** Whether paper came out of it only the system knows; the dialog was there. */
  async function printInDialog() {
    if (document) await printByDialog(document);
    return document !== null;
  }

  const closer = zooms.find((step) => step > zoom + 0.01);
  const further = zooms.findLast((step) => step < zoom - 0.01);
  return (
    <section className={styles.preview} aria-label={title}>
      <div className={styles.bar}>
        <Text fw={600} style={{ whiteSpace: "nowrap" }}>
          {title}
        </Text>
        <Text c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {document ? `${document.numPages} ${document.numPages === 1 ? "page" : "pages"}` : ""}
        </Text>
        <Group gap={4} ml="auto" wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Zoom out"
            onClick={() => further && setZoom(further)}
            disabled={!further}
          >
            <IconMinus size={16} />
          </ActionIcon>
          <Text w={44} ta="center" aria-live="polite">
            {Math.round(zoom * 100)}%
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Zoom in"
            onClick={() => closer && setZoom(closer)}
            disabled={!closer}
          >
            <IconPlus size={16} />
          </ActionIcon>
        </Group>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={16} />}
          loading={busy === "save"}
          onClick={() => void save()}
        >
          Save
        </Button>
        <PrintButton
          busy={busy === "print"}
          disabled={document === null}
          onPrint={() => void printOn(null)}
          onPrintOn={(printer) => void printOn(printer)}
          onDialog={() => void keep("print", printInDialog)}
        />
      </div>
      {missing.length > 0 ? (
        <Notice kind="warn" title="Some characters cannot be printed">
          The document's fonts do not have {missing.join(" ")}. Their code numbers stand in their place; the record is
          unchanged.
        </Notice>
      ) : null}
      <FaultNotice fault={fault} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
      <div ref={pages} className={styles.pages} tabIndex={0} role="group" aria-label={`Pages of ${title}`}>
        {document ? (
          Array.from({ length: document.numPages }, (_, at) => at + 1).map((number) => (
            <Sheet key={number} document={document} number={number} zoom={zoom} />
          ))
        ) : fault ? null : (
          <Waiting label="Opening the document" />
        )}
      </div>
    </section>
  );
}

/** At first a page is as wide as there is room, but never larger than its paper. */
function fitting(pageWidth: number, room: number) {
  return Math.min(1, Math.max(0.4, (room - 34) / pageWidth));
}

/** pdf.js is loaded with the first document. Nothing in it may be evaluated as code or fetched. */
async function open(base64: string): Promise<PDFDocumentProxy> {
  const [pdf, worker] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.min.mjs?url"),
  ]);
  pdf.GlobalWorkerOptions.workerSrc = worker.default;
  return pdf.getDocument({
    data: bytesOf(base64),
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    disableAutoFetch: true,
  }).promise;
}

function Sheet({ document, number, zoom }: { document: PDFDocumentProxy; number: number; zoom: number }) {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawing = new AbortController();
    void draw(document, number, zoom, sheet.current, drawing.signal);
    return () => drawing.abort();
  }, [document, number, zoom]);
  return <div ref={sheet} className={styles.page} role="group" aria-label={`Page ${number}`} />;
}

async function draw(
  document: PDFDocumentProxy,
  number: number,
  zoom: number,
  into: HTMLDivElement | null,
  signal: AbortSignal,
) {
  const page: PDFPageProxy = await document.getPage(number);
  if (!into || signal.aborted) return;
  const scale = zoom * dotsPerPoint;
  const viewport = page.getViewport({ scale });
  const sharp = window.devicePixelRatio || 1;
  const canvas = window.document.createElement("canvas");
  canvas.width = Math.floor(viewport.width * sharp);
  canvas.height = Math.floor(viewport.height * sharp);
  canvas.style.width = into.style.width = `${Math.floor(viewport.width)}px`;
  canvas.style.height = into.style.height = `${Math.floor(viewport.height)}px`;
  into.style.setProperty("--scale-factor", String(scale));
  const task = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
  signal.addEventListener("abort", () => task.cancel());
  try {
    await task.promise;
    const text = window.document.createElement("div");
    text.className = styles.text ?? "";
    const { TextLayer } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    await layer.render();
    if (!signal.aborted) into.replaceChildren(canvas, text);
  } catch {
    // Drawing was cancelled by a new zoom or by leaving; the next drawing stands.
  }
}
