import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { YibaoError } from "../../kernel/index.ts";
import type { Publication } from "../publication.ts";
import { typstSource } from "./typst-source.ts";

/**
 * A printed document with its letters in it, subset. The date of making is not told: the same
 * publication gives the same bytes.
 * @throws YibaoError PUBLICATION-NO-PDF where the printing program does not run on this machine
 */
export async function writePdf(publication: Publication): Promise<Uint8Array> {
  // One of its own: with what a compiler keeps of an earlier document, letters of this one came out
  // as others (typst.ts 0.7.0; test/pdf-after-another.test.ts).
  const compiler = await madeCompiler(() => import("@myriaddreamin/typst-ts-node-compiler"));
  const mainFileContent = typstSource(publication);
  try {
    // Without a result of its own in between: that would be kept until much later.
    return new Uint8Array(compiler.pdf({ mainFileContent }, { pdfTags: true }));
  } catch (error) {
    // What is wrong with a program stands in the code of its errors.
    const problem = error instanceof Error && "code" in error ? error.code : error;
    throw new Error(`the document cannot be laid out: ${problem}`, { cause: error });
  } finally {
    // What earlier documents were laid out from is kept only while it is of use.
    compiler.evictCache(CACHE_AGE);
  }
}

const CACHE_AGE = 2;

const FONTS = ["400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf"];

/**
 * The printing program with the Chinese letters it prints in. It is a native package, made for
 * each platform, and npm leaves it out where there is none.
 */
export async function madeCompiler(
  load: () => Promise<typeof import("@myriaddreamin/typst-ts-node-compiler")>,
): Promise<NodeCompiler> {
  try {
    const { NodeCompiler: Compiler } = await load();
    const packages = createRequire(import.meta.url);
    const fontBlobs = FONTS.map((name) => {
      return readFileSync(packages.resolve(`@expo-google-fonts/noto-sans-sc/${name}`));
    });
    return Compiler.create({ fontArgs: [{ fontBlobs }] });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] as string) : "";
    throw new YibaoError("PUBLICATION-NO-PDF", { platform: platform(), reason });
  }
}

function platform(): string {
  return `${process.platform}-${process.arch}`;
}
