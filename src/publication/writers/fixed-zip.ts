import { unzipSync, type Zippable, zipSync } from "fflate";

/** The first moment that a zip archive can hold, whatever the time zone of the machine. */
const LONG_AGO = new Date(1980, 0, 1, 0, 0, 0);

/**
 * Packs an office file again without the moment of its making: the same content gives the same
 * bytes.
 * @param mended what becomes of the text of a part, by the name of the part
 */
export function fixedZip(
  packed: Uint8Array,
  mended: (name: string, text: string) => string = (_, text) => text,
): Uint8Array {
  const parts = unzipSync(packed);
  const fixed: Zippable = {};
  const [text, bytes] = [new TextDecoder(), new TextEncoder()];
  for (const [name, content] of Object.entries(parts)) {
    const isText = /\.(xml|rels)$/.test(name);
    const own = isText ? bytes.encode(mended(name, text.decode(content))) : content;
    fixed[name] = [own, { mtime: LONG_AGO, level: 6 }];
  }
  return zipSync(fixed);
}
