import { type Static, Type } from "typebox";
import { YibaoError } from "../../../kernel/index.ts";
import { type EntryFile, readEntries, readEntryFile } from "../../../ledger/index.ts";
import type { Language } from "../../../policy/index.ts";
import { readSettlementFile } from "../../../settlement/index.ts";
import { Fen, FenOrNull, Text, todayOf } from "../../agency/fields.ts";
import { metersOf } from "../../agency/meters.ts";
import { decidingRegion } from "../../explained/deciding-region.ts";
import { SettlementPage, settlementPage } from "../../explained/settlement-page.ts";
import { entryKindWord, poolTitle } from "../../finance/finance-words.ts";
import type { House } from "../../house.ts";
import type { SettledWalk } from "./demo-walks.ts";

/** What a walk left in the house: the settlement, the entry that it wrote, the person's year. */

const Words = Type.Object({ zh: Text, en: Text });
export const Message = Type.Object({ infno: Text, title: Words, request: Text, answer: Text });

const Entry = Type.Object({
  entry_no: Text,
  date: Text,
  kind: Text,
  memo: Text,
  postings: Type.Array(
    Type.Object({
      account_no: Type.Integer(),
      pool: Text,
      code: Text,
      name: Text,
      debit_fen: FenOrNull,
      credit_fen: FenOrNull,
    }),
  ),
  debit_fen: Fen,
  credit_fen: Fen,
});

const MeterMove = Type.Object({
  name: Text,
  title: Text,
  unit: Type.Enum(["yuan", "count"]),
  role: Type.Union([Type.Enum(["deductible", "cap", "threshold"]), Type.Null()]),
  /** Fen, or counts. */
  before: Type.Integer(),
  after: Type.Integer(),
  limit_fen: FenOrNull,
});

export const SettledSheet = Type.Object({
  person_no: Text,
  settlement_id: Text,
  messages: Type.Array(Message),
  settlement: SettlementPage,
  entries: Type.Array(Entry),
  year: Text,
  meters: Type.Array(MeterMove),
  balance: Type.Object({ before_fen: Fen, after_fen: Fen }),
});

export async function settledSheet(
  house: House,
  { settlement_id, before, after, messages }: SettledWalk,
  { language, now }: { readonly language: Language; readonly now: Date },
): Promise<Static<typeof SettledSheet>> {
  const { person_no } = after.person;
  const runner = house.store.pool;
  const file = await readSettlementFile(runner, { person_no, settlement_id });
  if (file === null) throw new YibaoError("PORTAL-WALK-UNKNOWN");
  const settlement = settlementPage(file, {
    region: await decidingRegion(house, file.explainable.policy_version),
    current: house.region.value,
    institutions: house.institutions.value,
    ...{ language, isUnmasked: false },
  });
  const written = await readEntries(runner, { person_no, settlement_id: Number(settlement_id) });
  const entries = await Promise.all(
    written.map(({ entry_no }) => readEntryFile(runner, { person_no, entry_no })),
  );
  const year = settlement.facts.end.slice(0, 4);
  return {
    ...{ person_no, settlement_id, messages: [...messages], settlement, year },
    entries: entries.flatMap((one) => (one === null ? [] : [entryShown(house, one, language)])),
    meters: metersMoved(house, { before, after }, year, now),
    balance: { before_fen: before.state.balance_fen, after_fen: after.state.balance_fen },
  };
}

function entryShown(
  { region }: House,
  { entry_no, entry_date, kind, book, memo, ...file }: EntryFile,
  language: Language,
): Static<typeof Entry> {
  const postings = file.postings.map(
    ({ account: { account_no, pool, code, name }, amount_fen }) => ({
      ...{ account_no, code, name, pool: poolTitle(region.value, pool)[language] },
      debit_fen: amount_fen > 0 ? amount_fen : null,
      credit_fen: amount_fen < 0 ? -amount_fen : null,
    }),
  );
  const sum = (side: "debit_fen" | "credit_fen") =>
    postings.reduce((all, posting) => all + (posting[side] ?? 0), 0);
  return {
    ...{ entry_no: String(entry_no), date: entry_date, kind: entryKindWord(kind, book), memo },
    ...{ postings, debit_fen: sum("debit_fen"), credit_fen: sum("credit_fen") },
  };
}

/** What the settlement moved of the person's year stands first; the limits not touched, last. */
function metersMoved(
  { region }: House,
  { before, after }: Pick<SettledWalk, "before" | "after">,
  year: string,
  now: Date,
): Static<typeof MeterMove>[] {
  const counted = before.state.accumulators[year] ?? {};
  const rows = metersOf(region.value, after, year, todayOf(now)).map(
    ({ name, title, unit, role, amount, limit_fen }) => ({
      ...{ name, title, unit, role, limit_fen },
      ...{ before: counted[name] ?? 0, after: amount },
    }),
  );
  const isMoved = (one: (typeof rows)[number]) => one.before !== one.after;
  return [...rows.filter(isMoved), ...rows.filter((one) => !isMoved(one))];
}
