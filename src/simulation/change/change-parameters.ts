import { type Period, YibaoError } from "../../kernel/index.ts";
import type { Parameter, Region } from "../../policy/index.ts";
import { versionsIn } from "./change-cells.ts";
import { candidateText } from "./change-reading.ts";
import { type Candidate, nearest } from "./nearest.ts";

/**
 * A parameter by its name or its whole Chinese title, in force on some day of the period.
 * @throws YibaoError SIMULATION-UNKNOWN-PARAMETER | SIMULATION-NOT-IN-FORCE at `where`
 */
export function parameterUsed(
  region: Region,
  written: string,
  period: Period,
  where?: string,
): Parameter {
  const parameter = parameterNamed(region, written, where);
  if (versionsIn(parameter, period).length > 0) return parameter;
  const { name, title, versions } = parameter;
  const first = versions[0]?.period.from ?? "";
  const last = versions.at(-1)?.period.to;
  const details = { name, title, day: period.from, first, last: last ?? "不限期" };
  throw new YibaoError("SIMULATION-NOT-IN-FORCE", details, where);
}

/** @throws YibaoError SIMULATION-UNKNOWN-PARAMETER naming the nearest */
export function parameterNamed(region: Region, written: string, where?: string): Parameter {
  const named = region.parameters.get(written);
  if (named) return named;
  const titled = [...region.parameters.values()].filter(({ title }) => title === written);
  const [only, another] = titled;
  if (only && !another) return only;
  const near = nearest(written, parameterCandidates(region));
  const details = { name: written, nearest: candidateText(near) };
  throw new YibaoError("SIMULATION-UNKNOWN-PARAMETER", details, where);
}

function parameterCandidates(region: Region): readonly Candidate[] {
  return [...region.parameters.values()].map(({ name, title }) => ({ name, title }));
}
