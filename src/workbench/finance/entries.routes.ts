import { Type } from "typebox";
import { documentOfEntry } from "../../department/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { type EntryFile, FUND_PERSON, findEntryPerson, readEntryFile } from "../../ledger/index.ts";
import { Fen, Text, TextOrNull } from "../agency/fields.ts";
import { regionWord } from "../explained/dictionary-word.ts";
import type { House } from "../house.ts";
import { route } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import { entryKindWord, poolTitle } from "./finance-words.ts";

/** One entry: its postings, what it rests on, and the seal that vouches for it. */

const IntegerOrNull = Type.Union([Type.Integer(), Type.Null()]);

const Answer = Type.Object({
  person_no: Text,
  entry_no: Text,
  /** Whether the entry is of an insured person, and not of a fund or a unit. */
  is_personal: Type.Boolean(),
  book: Type.Enum(["funds", "department"]),
  region: Text,
  region_title: Text,
  date: Text,
  kind: Text,
  memo: Text,
  institution: TextOrNull,
  settlement_id: TextOrNull,
  /** The document of the department that made it. */
  document_no: IntegerOrNull,
  evidence_hash: TextOrNull,
  corrects_entry_no: TextOrNull,
  corrected_by_no: TextOrNull,
  recorded_at: Text,
  postings: Type.Array(
    Type.Object({
      account_no: Type.Integer(),
      pool_title: Text,
      pool_title_en: Text,
      code: Text,
      name: Text,
      debit_fen: Type.Union([Fen, Type.Null()]),
      credit_fen: Type.Union([Fen, Type.Null()]),
    }),
  ),
  debit_fen: Fen,
  credit_fen: Fen,
  digest: Text,
  seal: Type.Union([
    Type.Null(),
    Type.Object({
      seal_no: Type.Integer(),
      sealed_at: Text,
      hash: Text,
      previous_hash: Text,
      entry_count: Type.Integer(),
      /** Whether the entry is still as it was sealed. */
      is_intact: Type.Boolean(),
    }),
  ]),
});

const entry = route({
  method: "GET",
  path: "/api/v1/ledger/entries/:person_no/:entry_no",
  title: "会计分录",
  right: "ledger.read",
  params: Type.Object({
    person_no: Type.String({ maxLength: 64 }),
    entry_no: Type.String({ pattern: "^\\d{1,15}$" }),
  }),
  subject: ({ params }) => (isPersonal(params.person_no) ? params.person_no : null),
  answer: Answer,
  handle: async ({ read, house }, { params }) => {
    const entry_no = Number(params.entry_no);
    const { file, document_no } = await read(async (runner) => {
      const found = await readEntryFile(runner, { person_no: params.person_no, entry_no });
      const isOwn = found?.book === "department";
      return { file: found, document_no: isOwn ? await documentOfEntry(runner, entry_no) : null };
    });
    if (file === null) throw new YibaoError("FINANCE-ENTRY-UNKNOWN", { entry_no });
    return { ...shown(file, house), document_no };
  },
});

/** Entries of funds and units stand under names of their own. */
function isPersonal(person_no: string): boolean {
  return person_no !== FUND_PERSON && !person_no.startsWith("UNIT-");
}

function shown(file: EntryFile, { institutions, region }: House) {
  const { person_no, book, kind, memo, evidence_hash, seal, digest, institution_code } = file;
  const postings = file.postings.map(({ account, amount_fen }) => {
    const { zh, en } = poolTitle(region.value, account.pool);
    const { account_no, code, name } = account;
    const sides = {
      debit_fen: amount_fen > 0 ? amount_fen : null,
      credit_fen: amount_fen < 0 ? -amount_fen : null,
    };
    return { account_no, pool_title: zh, pool_title_en: en, code, name, ...sides };
  });
  const sum = (side: "debit_fen" | "credit_fen") =>
    postings.reduce((all, posting) => all + (posting[side] ?? 0), 0);
  return {
    ...{ person_no, entry_no: String(file.entry_no), is_personal: isPersonal(person_no) },
    ...{ book, region: file.region, region_title: regionWord(file.region) },
    ...{ date: file.entry_date, kind: entryKindWord(kind, book), memo, evidence_hash },
    institution:
      institution_code === null
        ? null
        : (institutions.value.byCode(institution_code)?.name ?? institution_code),
    settlement_id: textOf(file.settlement_id),
    corrects_entry_no: textOf(file.corrects_entry_no),
    corrected_by_no: textOf(file.corrected_by_no),
    recorded_at: file.recorded_at.toISOString(),
    ...{ postings, debit_fen: sum("debit_fen"), credit_fen: sum("credit_fen"), digest },
    seal: seal === null ? null : sealShown(seal, digest),
  };
}

function sealShown(
  { kept_digest, sealed_at, ...seal }: NonNullable<EntryFile["seal"]>,
  digest: string,
) {
  return { ...seal, sealed_at: sealed_at.toISOString(), is_intact: kept_digest === digest };
}

function textOf(number: number | null): string | null {
  return number === null ? null : String(number);
}

const NUMBER = /^\d{1,15}$/;

export const entrySearcher: Searcher = {
  right: "ledger.read",
  kind: "分录",
  find: async ({ read }, text) => {
    if (!NUMBER.test(text)) return [];
    const found = await read((runner) => findEntryPerson(runner, Number(text)));
    if (found === null) return [];
    const { person_no, entry_date, memo } = found;
    return [
      {
        title: `分录 ${Number(text)}`,
        detail: [entry_date, memo, isPersonal(person_no) ? person_no : null]
          .filter(Boolean)
          .join(" · "),
        path: `/finance/entries/${encodeURIComponent(person_no)}/${Number(text)}`,
      },
    ];
  },
};

export const ENTRY_ROUTES = [entry];
