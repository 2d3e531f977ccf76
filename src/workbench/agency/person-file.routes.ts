import { type Static, Type } from "typebox";
import { maskedCertificate, maskedName } from "../../access/index.ts";
import { type CivilDate, contains, yearOf } from "../../kernel/index.ts";
import { findPerson, type PersonRecord } from "../../people/index.ts";
import { type Region, rowTitle, schemeWords } from "../../policy/index.ts";
import { dictionaryWord, regionWord } from "../explained/dictionary-word.ts";
import { type Context, route } from "../route.ts";
import { Fen, Period, PersonParams, Text, TextOrNull, todayOf } from "./fields.ts";
import { Meter, metersOf } from "./meters.ts";
import { seenPerson } from "./seen-person.ts";

/** All that is known of a person, on one page. */

const PersonFile = Type.Object({
  person_no: Text,
  name: Text,
  certificate_type: Text,
  certificate_no: Text,
  sex: Text,
  nation: Text,
  /** The year alone unless unmasked. */
  born: Text,
  is_unmasked: Type.Boolean(),
  balance_fen: Fen,
  enrolments: Type.Array(
    Type.Object({
      ...Period,
      insutype: Text,
      scheme: Text,
      person_type: Text,
      employment: Text,
      state: Text,
      state_word: Text,
      civil_servant_rank: TextOrNull,
      region: Text,
      employer_name: Text,
      is_current: Type.Boolean(),
    }),
  ),
  identities: Type.Array(Type.Object({ ...Period, title: Text, is_current: Type.Boolean() })),
  certificates: Type.Array(
    Type.Object({
      ...Period,
      title: Text,
      filing_no: Type.Union([Type.Integer(), Type.Null()]),
      is_current: Type.Boolean(),
    }),
  ),
  places: Type.Array(
    Type.Object({
      ...Period,
      title: Text,
      region: Text,
      institution_code: TextOrNull,
      is_current: Type.Boolean(),
    }),
  ),
  family: Type.Array(
    Type.Object({
      ...Period,
      relative_person_no: Text,
      /** Null where the relative is of another region. */
      name: TextOrNull,
      is_current: Type.Boolean(),
    }),
  ),
  year: Type.String(),
  years: Type.Array(Type.String()),
  meters: Type.Array(Meter),
});

const file = route({
  method: "GET",
  path: "/api/v1/people/:person_no",
  title: "参保人档案",
  right: "people.read",
  params: PersonParams,
  query: Type.Object({ year: Type.Optional(Type.String({ pattern: "^\\d{4}$" })) }),
  subject: ({ params }) => params.person_no,
  answer: PersonFile,
  handle: async (context, { params, query }) => {
    const record = await seenPerson(context, params.person_no);
    const is_unmasked = await context.isUnmasked(params.person_no);
    const family = await familyOf(context, record);
    return personFile(record, { ...context, is_unmasked, family, year: query.year ?? null });
  },
});

interface FileOptions extends Pick<Context, "house" | "now"> {
  readonly is_unmasked: boolean;
  readonly family: ReadonlyMap<string, string>;
  readonly year: string | null;
}

function personFile(
  record: PersonRecord,
  { house, now, is_unmasked, family, year: asked }: FileOptions,
): Static<typeof PersonFile> {
  const region = house.region.value;
  const day = todayOf(now);
  const { person, state } = record;
  const shown = (text: string, masked: (text: string) => string) =>
    is_unmasked ? text : masked(text);
  const years = [...new Set([String(yearOf(day)), ...Object.keys(state.accumulators)])]
    .sort()
    .reverse();
  const year = asked ?? (years[0] as string);
  return {
    person_no: person.person_no,
    name: shown(person.name, maskedName),
    certificate_type: dictionaryWord("psn_cert_type", person.certificate_type),
    certificate_no: shown(person.certificate_no, maskedCertificate),
    sex: dictionaryWord("gend", person.sex),
    nation: dictionaryWord("naty", person.nation),
    born: shown(person.born, (text) => text.slice(0, 4)),
    is_unmasked,
    balance_fen: state.balance_fen,
    ...entitlementsOf(record, region, day),
    family: record.family_links.map(({ relative_person_no, period }) => ({
      ...period,
      relative_person_no,
      name: family.get(relative_person_no) ?? null,
      is_current: contains(period, day),
    })),
    ...{ year, years, meters: metersOf(region, record, year, day) },
  };
}

function entitlementsOf(record: PersonRecord, region: Region, day: CivilDate) {
  const row = (value: string) => rowTitle(value, region.diseases);
  return {
    enrolments: record.enrolments.map(({ period, ...one }) => ({
      ...period,
      insutype: one.insutype,
      scheme: schemeWords(one.insutype, "zh"),
      person_type: dictionaryWord("psn_type", one.person_type),
      employment: row(one.employment_status),
      state: one.state,
      state_word: dictionaryWord("psn_insu_stas", one.state),
      civil_servant_rank: one.civil_servant_rank === null ? null : row(one.civil_servant_rank),
      region: regionWord(one.insured_region),
      employer_name: one.employer_name,
      is_current: contains(period, day),
    })),
    identities: record.identities.map(({ kind, period }) => ({
      ...{ ...period, title: row(kind), is_current: contains(period, day) },
    })),
    certificates: record.disease_certificates.map(({ disease, filing_no, period }) => ({
      ...{ ...period, title: row(disease), filing_no, is_current: contains(period, day) },
    })),
    places: record.place_filings.map(({ place, region: where, institution_code, period }) => ({
      ...{ ...period, title: row(place), region: regionWord(where), institution_code },
      is_current: contains(period, day),
    })),
  };
}

/** Masked names of the relatives whom the caller may see. */
async function familyOf(
  { read }: Context,
  { family_links }: PersonRecord,
): Promise<ReadonlyMap<string, string>> {
  const relatives = [...new Set(family_links.map(({ relative_person_no }) => relative_person_no))];
  if (relatives.length === 0) return new Map();
  return read(async (runner) => {
    const names = new Map<string, string>();
    for (const person_no of relatives) {
      const found = await findPerson(runner as never, person_no);
      if (found !== null) names.set(person_no, maskedName(found.name));
    }
    return names;
  });
}

export const PERSON_FILE_ROUTES = [file];
