/** What pdfjs gives of each page, and nothing made of it: the peer of our reader. */
export async function barePages(bytes: Uint8Array): Promise<readonly string[]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const document = await getDocument({
    // pdfjs takes the bytes away from who gives them.
    ...{ data: bytes.slice(), isEvalSupported: false, useSystemFonts: false, verbosity: 0 },
  }).promise;
  try {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.map((item) => ("str" in item ? item.str : "")).join("\n"));
      page.cleanup();
    }
    return pages;
  } finally {
    await document.destroy();
  }
}
