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
  const compiler = await compilerOnce();
  const { result } = compiled(compiler, typstSource(publication));
  try {
    return new Uint8Array(compiler.pdf(result, { pdfTags: true }));
  } finally {
    // What earlier documents were laid out from is kept only while it is of use.
    compiler.evictCache(CACHE_AGE);
  }
}

const CACHE_AGE = 2;

function compiled(compiler: NodeCompiler, source: string) {
  const outcome = compiler.compile({ mainFileContent: source });
  const { result } = outcome;
  if (result !== null) return { result };
  const problems = outcome.takeDiagnostics()?.shortDiagnostics ?? [];
  throw new Error(`the document cannot be laid out: ${JSON.stringify(problems)}`);
}

let compiler: Promise<NodeCompiler> | undefined;

function compilerOnce(): Promise<NodeCompiler> {
  compiler ??= madeCompiler(() => import("@myriaddreamin/typst-ts-node-compiler"));
  return compiler;
}

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
