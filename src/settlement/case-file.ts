import { readFileSync } from "node:fs";
import { parse, YAMLParseError } from "yaml";
import { YibaoError } from "../kernel/index.ts";
import { type Language, loadRegion, type Region, yamlReason } from "../policy/index.ts";
import { readCase } from "./case.ts";
import { type CaseAnswer, caseAnswer } from "./case-answer.ts";
import { runCase } from "./case-run.ts";

/**
 * Settles one case file (JSON or YAML) offline. `region` overrides the case's own; with a language
 * the answer is explained in it.
 * @throws YibaoError CASE-*, REGION-*, PACK-*, POLICY-*
 */
export function settleCaseFile(
  file: string,
  region: string | null,
  language: Language | null = null,
): CaseAnswer {
  const raw = parseCaseText(file, readText(file));
  const code = region ?? (raw as { region?: unknown } | null)?.region;
  if (code == null) throw new YibaoError("CASE-MISSING", { field: "region" }, file);
  const pack = within(file, () => loadedRegion(String(code)));
  // An amount names its field as the place: the file comes before it.
  const given = within(file, () => readCase(raw, pack), true);
  return within(file, () => caseAnswer(pack, given, runCase(pack, given), language));
}

/** Says an error of the case file; a pack's own error keeps the pack's file and line. */
function within<Value>(file: string, act: () => Value, isField = false): Value {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    if (error.where === undefined) throw error.at(file);
    throw isField ? error.at(`${file} ${error.where}`) : error;
  }
}

const regions = new Map<string, Region>();

/** Many cases of one region load its packs once. */
function loadedRegion(code: string): Region {
  const known = regions.get(code);
  if (known) return known;
  const region = loadRegion(code);
  regions.set(code, region);
  return region;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new YibaoError("CASE-NOT-READABLE", { file, reason });
  }
}

/** JSON is a subset of YAML 1.2, so one parser reads both; its messages carry line and column. */
function parseCaseText(file: string, text: string): unknown {
  try {
    return parse(text, { prettyErrors: true });
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    const place = line === undefined ? "" : `第 ${line} 行：`;
    const reason = `${place}${yamlReason(error as YAMLParseError)}`;
    throw new YibaoError("CASE-NOT-A-DOCUMENT", { file, reason });
  }
}
