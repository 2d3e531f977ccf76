import { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { YibaoError } from "../../kernel/index.ts";
import { createPace, giveWay } from "../../store/index.ts";
import { membersOf, membersOfBody } from "../envelope.ts";
import { isEmpty, isObject, type WireObject } from "../wire-value.ts";

/**
 * The other way of sending a file (9101): multipart/form-data with the message as the text part
 * `jsonStr` and the file as a binary part. It becomes the plain message, the file as Base64.
 */

const TEXT_PART = "jsonStr";
const NODE = "fsUploadIn";

export function isForm(contentType: string): boolean {
  return /^\s*multipart\/form-data\b/i.test(contentType);
}

interface Parts {
  text: string | null;
  file: { readonly name: string; readonly bytes: Buffer } | null;
}

/**
 * @param contentType as sent, with its boundary
 * @throws YibaoError GATEWAY-FORM-BROKEN, or as membersOfBody
 */
export async function messageOfForm(body: Buffer, contentType: string): Promise<Buffer> {
  const { text, file } = await partsOf(body, contentType);
  if (text === null) throw broken(`没有文本部分 ${TEXT_PART}`);
  if (file === null) return Buffer.from(text);
  const members = await membersOfBody(Buffer.from(text));
  const input = inputOf(members.input);
  const node = isObject(input[NODE]) ? input[NODE] : {};
  await giveWay();
  const filled = {
    ...node,
    in: file.bytes.toString("base64"),
    filename: isEmpty(node.filename) ? file.name : node.filename,
  };
  await giveWay();
  const message = JSON.stringify({ ...members, input: { ...input, [NODE]: filled } });
  await giveWay();
  return Buffer.from(message);
}

function inputOf(input: unknown): WireObject {
  if (isObject(input)) return input;
  return typeof input === "string" && !isEmpty(input) ? membersOf(Buffer.from(input)) : {};
}

function partsOf(body: Buffer, contentType: string): Promise<Parts> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(broken("内容不完整，或没有写明 boundary"));
    const parts: Parts = { text: null, file: null };
    try {
      const form = new Busboy({
        headers: { "content-type": contentType },
        // The body is in memory and bounded already: no part is cut.
        limits: { fields: 20, files: 1, parts: 24, fieldSize: body.length, fileSize: body.length },
      });
      form.on("field", (name, value) => {
        if (name === TEXT_PART) parts.text ??= value;
      });
      form.on("file", (_name, stream, filename) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("error", fail);
        stream.on("end", () => {
          parts.file ??= { name: filename ?? "", bytes: Buffer.concat(chunks) };
        });
      });
      form.on("error", fail);
      form.on("finish", () => resolve(parts));
      Readable.from(piecesOf(body), { highWaterMark: 1 }).pipe(form);
    } catch {
      fail();
    }
  });
}

/** Some at a time: a body that is made to look like many parts takes long to search. */
const FED_AT_ONCE = 65_536;

async function* piecesOf(body: Buffer): AsyncGenerator<Buffer> {
  const pace = createPace();
  for (let from = 0; from < body.length; from += FED_AT_ONCE) {
    yield body.subarray(from, from + FED_AT_ONCE);
    await pace();
  }
}

function broken(reason: string): YibaoError {
  return new YibaoError("GATEWAY-FORM-BROKEN", { reason });
}
