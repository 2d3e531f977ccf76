import { type CivilDate, type Fen, fen, YibaoError } from "../../kernel/index.ts";
import { loadPersonFacts, type PersonRecord } from "../../people/index.ts";
import type { AccumulatorDefinition, Region } from "../../policy/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Output5206 } from "../message-types.ts";
import { quoted } from "../wire-value.ts";
import type { HandlerServices } from "./services.ts";

type Row = Output5206["cuminfo"][number];

/**
 * 5206: a person's accumulators, one row an accumulator and year. They run over the year and are
 * as they stand now; a month (yyyyMM) picks its year, or its own row where one counts by month.
 */
export function accumulatorHandlers({ store, region }: HandlerServices): Pick<Handlers, "5206"> {
  return {
    "5206": async ({ received_at: _, input: { data } }) => {
      const { psn_no: person_no, cum_ym } = data;
      if (cum_ym !== undefined && !MONTH.test(cum_ym)) {
        const where = "data.cum_ym（累计年月）";
        throw new YibaoError("GATEWAY-NOT-A-MONTH", { value: quoted(cum_ym) }, where);
      }
      const record = (await loadPersonFacts(store.pool, [person_no])).get(person_no);
      if (record === undefined) {
        throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
      }
      return { cuminfo: accumulatorRows(region.value, record, cum_ym ?? null) };
    },
  };
}

const MONTH = /^\d{4}(0[1-9]|1[0-2])$/;

export function accumulatorRows(
  region: Region,
  record: PersonRecord,
  cum_ym: string | null,
): Row[] {
  const years = Object.entries(record.state.accumulators).sort(([a], [b]) => (a < b ? -1 : 1));
  return years.flatMap(([year, accumulators]) => {
    if (cum_ym !== null && cum_ym.slice(0, 4) !== year) return [];
    const insutype = schemeIn(record, year);
    return Object.entries(accumulators)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, amount]) => {
        const known = knownAs(region.accumulators, name);
        return {
          insutype,
          year,
          cum_ym: cum_ym ?? `${year}12`,
          cum_type_code: known?.code ?? name,
          cum: known?.unit === "count" ? fen(amount * 100) : (amount as Fen),
        };
      });
  });
}

/** The scheme that the person was in last in the year. */
function schemeIn({ enrolments }: PersonRecord, year: string): string {
  const end = `${Number(year) + 1}-01-01` as CivilDate;
  const within = enrolments.filter(({ period }) => period.from < end);
  return within.at(-1)?.insutype ?? "";
}

interface Known {
  readonly code: string;
  readonly unit: AccumulatorDefinition["unit"];
}

/** The national code of a stored name: `{disease}` in the pattern is what stands in the name. */
function knownAs(definitions: readonly AccumulatorDefinition[], name: string): Known | null {
  for (const { pattern, national_code, unit } of definitions) {
    const dimensions = dimensionsOf(pattern, name);
    if (dimensions === null) continue;
    const code = national_code.replace(/\{(\w+)\}/g, (whole, key) => dimensions[key] ?? whole);
    return { code, unit };
  }
  return null;
}

function dimensionsOf(pattern: string, name: string): Readonly<Record<string, string>> | null {
  const keys = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, key]) => key as string);
  const parts = pattern.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const match = new RegExp(`^${parts.join("(.+)")}$`).exec(name);
  if (match === null) return null;
  return Object.fromEntries(keys.map((key, index) => [key, match[index + 1] as string]));
}
