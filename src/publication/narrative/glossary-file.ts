import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Term } from "./glossary.ts";

let terms: readonly Term[] | undefined;

/** `disclosure/glossary.yaml` of the package, read on first use. */
export function loadTerms(): readonly Term[] {
  terms ??= read();
  return terms;
}

function read(): readonly Term[] {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  const text = readFileSync(join(folder, "disclosure", "glossary.yaml"), "utf8");
  const { terms: written } = parse(text) as { readonly terms: readonly Partial<Term>[] };
  return written.map(({ title = "", meaning = "", kind = null, when = "" }) => {
    return { title, meaning, kind, when };
  });
}
