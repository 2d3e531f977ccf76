import { type Static, Type } from "typebox";
import { addDays, type CivilDate, chinaTime, contains, YibaoError } from "../../kernel/index.ts";
import {
  enterFiling,
  type Filing,
  heldPeriod,
  listFilings,
  lockPerson,
  type PersonRecord,
  withdrawFiling,
} from "../../people/index.ts";
import { type Region, rowTitle } from "../../policy/index.ts";
import { dictionaryWord, regionsToChoose, regionWord } from "../explained/dictionary-word.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";
import { Day, dayOrNull, PersonParams, Text, TextOrNull, todayOf } from "./fields.ts";
import { filingTerms } from "./filing-terms.ts";
import { seenPerson } from "./seen-person.ts";

/**
 * Filings at the agency's desk. What institutions file comes by the national interface; here the
 * agency enters what only it can (long residence elsewhere), what came on paper, and takes back
 * what anybody filed.
 */

const KINDS = ["residence", "transfer", "chronic-disease", "designation", "injury"] as const;
const STATES = ["current", "future", "ended", "withdrawn"] as const;

const FILING = {
  filing_no: Text,
  kind: Type.Enum([...KINDS]),
  subject: Text,
  from: Text,
  to: TextOrNull,
  state: Type.Enum([...STATES]),
  filed_by: Text,
  filed_at: Text,
  memo: Text,
};

const filings = listRoute({
  path: "/api/v1/people/:person_no/filings",
  title: "参保人备案",
  right: ["people.read", "filings.write"],
  params: PersonParams,
  filters: {
    kind: Type.Optional(Type.Enum([...KINDS])),
    state: Type.Optional(Type.Enum([...STATES])),
  },
  row: FILING,
  columns: [
    { key: "filing_no", title: "备案号", kind: "text" },
    { key: "kind", title: "类别", kind: "text" },
    { key: "subject", title: "内容", kind: "text" },
    { key: "from", title: "起", kind: "date" },
    { key: "to", title: "止（不含）", kind: "date" },
    { key: "state", title: "状态", kind: "text" },
    { key: "filed_by", title: "办理", kind: "text" },
    { key: "filed_at", title: "办理时间", kind: "text" },
  ],
  subject: ({ params }) => params.person_no,
  rows: async ({ house, now, read }, asked, { offset, limit }, { person_no = "" }) => {
    const all = await read((runner) => listFilings(runner, person_no));
    const rows = all
      .map((one) => filingRow(one, house, todayOf(now)))
      .filter(
        ({ kind, state }) => (asked.kind ?? kind) === kind && (asked.state ?? state) === state,
      )
      .reverse();
    return { rows: rows.slice(offset, offset + limit), total: rows.length };
  },
});

const Row = Type.Object(FILING);

function filingRow(filing: Filing, house: House, today: CivilDate): Static<typeof Row> {
  const region = house.region.value;
  const institutions = house.institutions.value;
  const { filing_no, terms, institution_code, filed_at, details } = filing;
  const name = (code: string) => institutions.byCode(code)?.name ?? code;
  const held = heldPeriod(filing);
  return {
    filing_no: String(filing_no),
    kind: terms.kind,
    subject: subjectWords(filing, region, name),
    from: filing.period.from,
    to: (held ?? filing.period).to,
    state: stateOf(filing, today),
    filed_by: institution_code === region.code ? "经办机构" : name(institution_code),
    filed_at,
    memo: typeof details.reason === "string" ? details.reason : "",
  };
}

function subjectWords({ terms }: Filing, region: Region, name: (code: string) => string): string {
  switch (terms.kind) {
    case "residence":
      return `长期居住在${regionWord(terms.region)}`;
    case "transfer":
      return `转往${regionWord(terms.region)} ${name(terms.institution_code)}`;
    case "chronic-disease":
      return rowTitle(terms.disease, region.diseases);
    case "designation":
      return `${dictionaryWord("biz_appy_type", terms.purpose)}：${name(terms.institution_code)}`;
    case "injury":
      return terms.payable ? "意外伤害，基金支付" : "意外伤害，待认定";
  }
}

function stateOf(filing: Filing, today: CivilDate): (typeof STATES)[number] {
  const held = heldPeriod(filing);
  if (held === null) return "withdrawn";
  if (filing.ends_on !== null && filing.ends_on <= today) return "withdrawn";
  if (contains(held, today)) return "current";
  return held.from > today ? "future" : "ended";
}

/** An institution may file a few days late; with the agency it may be a year. */
const BACKDATING_DAYS = 366;

const entered = route({
  method: "POST",
  path: "/api/v1/people/:person_no/filings",
  title: "办理备案",
  right: "filings.write",
  params: PersonParams,
  body: Type.Object({
    kind: Type.Enum([...KINDS]),
    from: Day,
    /** The last day, included. */
    until: Type.Optional(Day),
    region: Type.Optional(Type.String({ maxLength: 6 })),
    institution_code: Type.Optional(Type.String({ maxLength: 30 })),
    disease: Type.Optional(Type.String({ maxLength: 60 })),
    purpose: Type.Optional(Type.String({ maxLength: 6 })),
    rank: Type.Optional(Type.String({ maxLength: 3 })),
    payable: Type.Optional(Type.Boolean()),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({ filing_no: Text }),
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    const { person_no } = params;
    await seenPerson(context, person_no);
    const from = dayOrNull(body.from, "from") as CivilDate;
    const until = dayOrNull(body.until, "until");
    const period = { from, to: until === null ? null : addDays(until, 1) };
    const region = house.region.value;
    const filing_no = await house.store.transaction(async (transaction) => {
      const record = (await lockPerson(transaction, person_no)) as PersonRecord;
      const institutions = house.institutions.value;
      assertEnrolled(record, from);
      const terms = filingTerms(body, { region, institutions, record, period });
      const details = { reason: body.reason, entered_by: caller.account };
      const filing = {
        ...{ person_no, period, terms, details },
        ...{ institution_code: region.code, filed_at: chinaTime(now) },
      };
      const limits = { today: todayOf(now), backdating_days: BACKDATING_DAYS };
      return atField(() => enterFiling(transaction, filing, limits));
    });
    return { filing_no: String(filing_no) };
  },
});

/** @throws YibaoError PEOPLE-FILING-NOT-ENROLLED */
function assertEnrolled(record: PersonRecord, day: CivilDate): void {
  if (record.enrolments.some(({ state, period }) => state === "1" && contains(period, day))) return;
  const { person_no } = record.person;
  throw new YibaoError("PEOPLE-FILING-NOT-ENROLLED", { person_no, day }, "from");
}

/** Where on the form a refusal belongs that names no field itself. */
const FIELDS: Readonly<Record<string, string>> = {
  "PEOPLE-FILING-PERIOD-BACKWARDS": "until",
  "PEOPLE-FILING-TOO-LATE": "from",
  "PEOPLE-FILING-OVERLAPS": "from",
  "PEOPLE-FILING-RANK-TAKEN": "rank",
};

async function atField<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const field = error instanceof YibaoError ? FIELDS[error.code] : undefined;
    throw field === undefined ? error : (error as YibaoError).at(field);
  }
}

const withdrawn = route({
  method: "POST",
  path: "/api/v1/people/:person_no/filings/:filing_no/withdrawal",
  title: "撤销备案",
  right: "filings.write",
  params: Type.Object({
    person_no: Type.String({ maxLength: 64 }),
    filing_no: Type.String({ maxLength: 15 }),
  }),
  body: Type.Object({
    kind: Type.Enum([...KINDS]),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({ ends_on: Text }),
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    const { person_no, filing_no } = params;
    await seenPerson(context, person_no);
    const ends_on = await house.store.transaction(async (transaction) => {
      await lockPerson(transaction, person_no);
      return withdrawFiling(transaction, {
        ...{ person_no, filing_no, kind: body.kind, by_agency: true },
        ...{ institution_code: house.region.value.code, today: todayOf(now) },
        withdrawn_at: chinaTime(now),
        reason: `${body.reason}（${caller.account ?? caller.name}）`,
      });
    });
    return { ends_on };
  },
});

const choices = route({
  method: "GET",
  path: "/api/v1/filings/choices",
  title: "备案可选的病种与用途",
  right: "filings.write",
  answer: Type.Object({
    diseases: Type.Array(Type.Object({ code: Text, name: Text })),
    purposes: Type.Array(Type.Object({ code: Text, name: Text })),
    regions: Type.Array(Type.Object({ code: Text, name: Text })),
  }),
  handle: async ({ house }) => ({
    diseases: [...house.region.value.diseases.values()].map(({ code, name }) => ({ code, name })),
    purposes: PURPOSES.map((code) => ({ code, name: dictionaryWord("biz_appy_type", code) })),
    regions: regionsToChoose()
      .filter(({ code }) => !code.startsWith(house.region.value.code.slice(0, 4)))
      .map(({ code, name }) => ({ code, name })),
  }),
});

/** What a designation binds when a bill is settled: chronic care, outpatient care. */
const PURPOSES = ["01", "03"];

export const FILING_ROUTES = [filings, entered, withdrawn, choices];
