import { parse } from "csv-parse/sync";
import { type Static, Type } from "typebox";
import { coversRegion } from "../../access/index.ts";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import {
  type Comparison,
  DIFFERENCE_KINDS,
  type Difference,
  entriesFromRows,
  reconcileEntries,
} from "../../reconciliation/index.ts";
import type { House } from "../house.ts";
import { route } from "../route.ts";
import { Day, dayOrNull, Fen, Text } from "./fields.ts";
import { knownInstitution } from "./institutions.routes.ts";

/** An institution's own statement compared with ours, entry by entry. */

const Sums = Type.Object({
  count: Type.Integer(),
  total_fen: Fen,
  fund_fen: Fen,
  account_fen: Fen,
});

const FoundDifference = Type.Object({
  kind: Text,
  title: Text,
  reason: Text,
  mend: Text,
  rows: Type.Array(Type.Integer()),
  entries: Type.Array(
    Type.Object({
      side: Type.Enum(["ours", "theirs"]),
      person_no: Text,
      settlement_id: Text,
      day: Text,
      total_fen: Fen,
      fund_fen: Fen,
      account_fen: Fen,
    }),
  ),
  fields: Type.Array(Type.Object({ title: Text, ours: Text, theirs: Text })),
});

export const ComparisonAnswer = Type.Object({
  institution: Text,
  ours: Sums,
  theirs: Sums,
  agreed: Type.Integer(),
  /** How many there are of each kind; the list below may be cut off. */
  kinds: Type.Array(Type.Object({ kind: Text, title: Text, count: Type.Integer() })),
  differences: Type.Array(FoundDifference),
  is_cut: Type.Boolean(),
});

export const FILE_BYTES = 32 * 1024 * 1024;
const SHOWN_MOST = 1_000;

const compared = route({
  method: "POST",
  path: "/api/v1/reconciliation/comparisons",
  title: "机构对账文件核对",
  right: "reconciliation.read",
  query: Type.Object({
    institution_code: Type.String({ minLength: 1, maxLength: 30 }),
    from: Day,
    until: Day,
  }),
  body: Type.Any(),
  raw_body: true,
  body_bytes: FILE_BYTES,
  answer: ComparisonAnswer,
  handle: async ({ house, caller }, { query, body }) => {
    // A statement has people of the whole pool in it: who sees a part of them cannot compare it.
    const region = house.region.value.code;
    if (!coversRegion(caller.regions, region)) throw new YibaoError("ACCESS-REGION", { region });
    return comparisonOf(house, query, body as Uint8Array);
  },
});

export interface ComparisonQuery {
  readonly institution_code: string;
  readonly from: string;
  /** Included. */
  readonly until: string;
}

/**
 * @throws YibaoError AGENCY-STATEMENT-EMPTY | AGENCY-STATEMENT-UNREADABLE | RECONCILIATION-FILE-…
 */
export async function comparisonOf(
  house: House,
  query: ComparisonQuery,
  file: Uint8Array,
): Promise<Static<typeof ComparisonAnswer>> {
  const { name, institution_code } = knownInstitution(
    house,
    query.institution_code,
    "institution_code",
  );
  const theirs = entriesFromRows(rowsOf(file));
  if (theirs.length === 0) throw new YibaoError("AGENCY-STATEMENT-EMPTY", {}, "file");
  const scope = {
    institution_code,
    from: dayOrNull(query.from, "from") as CivilDate,
    to: dayOrNull(query.until, "until") as CivilDate,
    ...{ insutype: null, clearing_type: null, region: null, role: "all" as const },
  };
  const comparison = await reconcileEntries(house.store, scope, theirs);
  return { institution: name, ...comparisonAnswer(comparison) };
}

/** @throws YibaoError AGENCY-STATEMENT-UNREADABLE */
function rowsOf(bytes: Uint8Array): string[][] {
  try {
    return parse(textOf(bytes), {
      ...{ bom: true, from_line: 2, relax_column_count: true, skip_empty_lines: true },
    }) as string[][];
  } catch (error) {
    const reason = (error as Error).message;
    throw new YibaoError("AGENCY-STATEMENT-UNREADABLE", { reason }, "file");
  }
}

/** Spreadsheet programs still save what is not UTF-8 by the local code page. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function comparisonAnswer({ ours, theirs, differences }: Comparison) {
  const counts = new Map<Difference["kind"], number>();
  for (const { kind } of differences) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const wrong = new Set(differences.flatMap((one) => one.theirs.map(({ row }) => row)));
  return {
    ...{ ours, theirs, agreed: theirs.count - wrong.size },
    kinds: [...counts].map(([kind, count]) => ({ kind, title: DIFFERENCE_KINDS[kind], count })),
    differences: differences.slice(0, SHOWN_MOST).map(differenceRow),
    is_cut: differences.length > SHOWN_MOST,
  };
}

function differenceRow({
  kind,
  reason,
  mend,
  ours,
  theirs,
  fields,
}: Difference): Static<typeof FoundDifference> {
  const entry =
    (side: "ours" | "theirs") => (one: (typeof ours)[number] | (typeof theirs)[number]) => ({
      ...{ side, person_no: one.person_no, settlement_id: one.settlement_id },
      ...{ day: one.day ?? "", total_fen: one.total_fen },
      ...{ fund_fen: one.fund_fen, account_fen: one.account_fen },
    });
  return {
    ...{ kind, title: DIFFERENCE_KINDS[kind], reason, mend },
    rows: theirs.map(({ row }) => row),
    entries: [...ours.map(entry("ours")), ...theirs.map(entry("theirs"))],
    fields: fields.map((one) => ({ ...one })),
  };
}

export const RECONCILIATION_ROUTES = [compared];
