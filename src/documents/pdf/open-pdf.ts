import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { YibaoError } from "../../kernel/index.ts";
import { LIMITS } from "../limits.ts";
import { damaged } from "../zip-package.ts";

/**
 * pdf.js, asked for what is drawn and for nothing else: no image is decoded, no font is made, no
 * script of the file runs. It is loaded when the first PDF comes, since it takes a tenth of a
 * second.
 */
export interface PdfFont {
  /** From glyph space to text space. */
  readonly scale: number;
  readonly vertical: boolean;
}

export interface PdfPage {
  /** From page space to the upper left corner, turned as the file says. */
  readonly transform: Matrix;
  readonly width: number;
  readonly height: number;
  /** Degrees, clockwise, as the file says. */
  readonly rotate: number;
  readonly operations: readonly PdfOperation[];
  fontOf(name: string): PdfFont;
}

export type Matrix = readonly [number, number, number, number, number, number];

/** `what` is the name that pdf.js has for it. */
export interface PdfOperation {
  readonly what: string;
  readonly values: readonly unknown[];
}

export interface PdfFile {
  readonly pageCount: number;
  page(number: number): Promise<PdfPage>;
  close(): Promise<void>;
}

type Library = typeof import("pdfjs-dist/legacy/build/pdf.mjs");

let loading: Promise<Library> | null = null;

function library(): Promise<Library> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Library> {
  // pdf.js makes one of these when it is loaded; drawing, which we never do, is what uses it.
  const names = globalThis as Record<string, unknown>;
  for (const name of ["DOMMatrix", "ImageData", "Path2D"]) names[name] ??= class {};
  // The build for older releases of Node.js puts slower methods of its own in place of those of
  // arrays, for the whole process. Those that were there are put back.
  const own = Object.getOwnPropertyDescriptors(Array.prototype);
  const pdf = await import("pdfjs-dist/legacy/build/pdf.mjs");
  // The half that reads; loaded here, it is not looked for on disk later.
  // @ts-expect-error it has no types, and is asked for nothing by name
  await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
  const { length: _, ...methods } = own;
  Object.defineProperties(Array.prototype, methods as PropertyDescriptorMap);
  return pdf;
}

/** Without an end the file is cut short, and pdf.js would show what happens to be there. */
const TAIL_BYTES = 8_192;
const QUIET = 0;
const NO_IMAGES = 1;
const ANY_IMAGE = -1;

/**
 * @param images whether to say where images are, which decodes them
 * @throws YibaoError DOCUMENT-LOCKED | DOCUMENT-DAMAGED | DOCUMENT-TOO-MANY-PAGES
 */
export async function openPdf(bytes: Uint8Array, images = false): Promise<PdfFile> {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!tail.subarray(-TAIL_BYTES).includes("%%EOF")) throw damaged("没有结尾，可能没有下载完");
  const pdf = await library();
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const task = pdf.getDocument({
    // A copy: pdf.js keeps what it is given.
    data: new Uint8Array(bytes),
    verbosity: QUIET,
    cMapUrl: `${join(folder, "cmaps")}/`,
    standardFontDataUrl: `${join(folder, "standard_fonts")}/`,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: images ? ANY_IMAGE : NO_IMAGES,
  } as Parameters<Library["getDocument"]>[0]);
  try {
    const file = await task.promise;
    if (file.numPages > LIMITS.pages) throw tooManyPages(file.numPages);
    const nameOf = new Map(Object.entries(pdf.OPS).map(([name, code]) => [code as number, name]));
    return {
      pageCount: file.numPages,
      page: (number) => pageOf(file, number, nameOf),
      close: () => task.destroy(),
    };
  } catch (error) {
    await task.destroy();
    throw asYibaoError(error);
  }
}

export function tooManyPages(count: number): YibaoError {
  return new YibaoError("DOCUMENT-TOO-MANY-PAGES", { count, most: LIMITS.pages });
}

function asYibaoError(error: unknown): YibaoError {
  if (error instanceof YibaoError) return error;
  const name = (error as Error).name;
  if (name === "PasswordException") return new YibaoError("DOCUMENT-LOCKED");
  return damaged("PDF 的结构读不出来");
}

type LoadedFile = Awaited<ReturnType<Library["getDocument"]>["promise"]>;

async function pageOf(
  file: LoadedFile,
  number: number,
  nameOf: ReadonlyMap<number, string>,
): Promise<PdfPage> {
  let page: Awaited<ReturnType<LoadedFile["getPage"]>>;
  let list: { fnArray: number[]; argsArray: unknown[] };
  try {
    page = await file.getPage(number);
    list = await page.getOperatorList();
  } catch {
    throw damaged(`第 ${number} 页读不出来`);
  }
  const viewport = page.getViewport({ scale: 1 });
  const fonts = new Map<string, PdfFont>();
  const operations = list.fnArray.map((code, index) => ({
    what: nameOf.get(code) ?? "",
    values: (list.argsArray[index] ?? []) as readonly unknown[],
  }));
  for (const { what, values } of operations) {
    const name = values[0];
    if (what !== "setFont" || typeof name !== "string" || fonts.has(name)) continue;
    fonts.set(name, fontFrom(page.commonObjs.has(name) ? page.commonObjs.get(name) : null));
  }
  page.cleanup();
  return {
    transform: viewport.transform as unknown as Matrix,
    width: viewport.width,
    height: viewport.height,
    rotate: page.rotate,
    operations,
    fontOf: (name) => fonts.get(name) ?? fontFrom(null),
  };
}

const USUAL_SCALE = 0.001;

interface LoadedFont {
  readonly fontMatrix?: readonly number[];
  readonly vertical?: boolean;
}

function fontFrom(font: LoadedFont | null): PdfFont {
  return { scale: font?.fontMatrix?.[0] ?? USUAL_SCALE, vertical: font?.vertical ?? false };
}
