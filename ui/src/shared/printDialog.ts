import type { PDFDocumentProxy } from "pdfjs-dist";
import "./paper.css";

/** Fine enough for eight-point type on paper. */
const dotsPerInch = 200;

/** Prints a document through the system's own dialog: for machines whose printers the window cannot reach by itself. */
export async function printByDialog(document: PDFDocumentProxy): Promise<void> {
  const paper = window.document.createElement("div");
  paper.className = "chartwell-paper";
  paper.setAttribute("aria-hidden", "true");
  const size = window.document.createElement("style");
  paper.append(size);
  try {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      if (number === 1) {
        const { width, height } = page.getViewport({ scale: 1 });
        size.textContent = `@page { size: ${width}pt ${height}pt; margin: 0 }`;
      }
      const viewport = page.getViewport({ scale: dotsPerInch / 72 });
      const canvas = window.document.createElement("canvas");
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: "print" }).promise;
      const picture = new Image();
      picture.src = await pictureOf(canvas);
      picture.alt = "";
      await picture.decode();
      paper.append(picture);
    }
    window.document.body.append(paper);
    const printed = new Promise((done) => window.addEventListener("afterprint", done, { once: true }));
    window.print();
    await printed;
  } finally {
    for (const picture of paper.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    paper.remove();
  }
}

function pictureOf(canvas: HTMLCanvasElement): Promise<string> {
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(URL.createObjectURL(blob)) : failed(new Error("no picture"))), "image/png");
  });
}
