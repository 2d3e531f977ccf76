import { type Static, Type } from "typebox";
import { maskedName } from "../../../access/index.ts";
import { type CivilDate, fenFromYuan, YibaoError } from "../../../kernel/index.ts";
import { loadPersonFacts } from "../../../people/index.ts";
import {
  LANGUAGES,
  rowWords,
  schemeWords,
  type Language as Tongue,
} from "../../../policy/index.ts";
import { levelOn } from "../../../providers/index.ts";
import { Fen, Text, TextOrNull, todayOf } from "../../agency/fields.ts";
import type { House } from "../../house.ts";
import { route } from "../../route.ts";
import { type DemoWalks, WALKS_A_MINUTE } from "./demo-walks.ts";
import { Message, SettledSheet, settledSheet } from "./settled-sheet.ts";
import type { WalkPerson, WalkVisit } from "./walk-cast.ts";
import { lineFen, totalFen, type WalkAmounts } from "./walk-nodes.ts";

/**
 * “A bill is settled” for whoever opens the demo: a real bill of a fictitious person, through the
 * national interface into the books. Only in a demo with an open sandbox, and so many a minute.
 */

/** @throws YibaoError PORTAL-WALK-CLOSED */
function openWalks({ is_demo, demo_walks }: House): DemoWalks {
  if (is_demo && demo_walks !== null) return demo_walks;
  throw new YibaoError("PORTAL-WALK-CLOSED");
}

const Language = Type.Object({ language: Type.Optional(Type.Enum([...LANGUAGES])) });

const Line = Type.Object({
  item_code: Text,
  name: Text,
  class: Type.Enum(["A", "B", "C"]),
  first_share: Text,
  quantity: Type.Integer(),
  price_fen: Fen,
  amount_fen: Fen,
});

const Person = Type.Object({
  person_no: Text,
  name: Text,
  insutype: Text,
  scheme: Text,
  status: Text,
  /** Rank of a civil servant and identities of assistance. */
  traits: Type.Array(Text),
  balance_fen: Fen,
});

const Visit = Type.Object({
  key: Text,
  kind: Type.Enum(["outpatient", "inpatient", "pharmacy"]),
  institution_code: Text,
  institution: Text,
  level: TextOrNull,
  lines: Type.Array(Line),
  total_fen: Fen,
});

const cast = route({
  method: "GET",
  path: "/api/v1/demo/walk",
  title: "演示结算的人员与就诊",
  right: "public",
  query: Language,
  answer: Type.Object({
    people: Type.Array(Person),
    visits: Type.Array(Visit),
    walks_a_minute: Type.Integer(),
  }),
  handle: async ({ house, now }, { query }) => {
    const { people, visits } = openWalks(house).cast;
    const language = query.language ?? "zh";
    const numbers = people.map(({ person_no }) => person_no);
    const records = await loadPersonFacts(house.store.pool, numbers);
    return {
      people: people.map((one) => ({
        ...shownPerson(house, one, language),
        scheme: schemeWords(one.insutype, language),
        balance_fen: records.get(one.person_no)?.state.balance_fen ?? 0,
      })),
      visits: visits.map((one) => shownVisit(house, one, { language, day: todayOf(now) })),
      walks_a_minute: WALKS_A_MINUTE,
    };
  },
});

function shownPerson(
  { region }: House,
  { person_no, name, insutype, status, civil_servant_rank: rank, identities }: WalkPerson,
  language: Tongue,
) {
  const row = (value: string) => rowWords(value, region.value, language);
  const traits = [...(rank === null ? [] : [rank]), ...identities].map(row);
  return { person_no, name: maskedName(name), insutype, status: row(status), traits };
}

function shownVisit(
  { institutions, region }: House,
  visit: WalkVisit,
  { language, day }: { readonly language: Tongue; readonly day: CivilDate },
): Static<typeof Visit> {
  const { key, kind, institution_code } = visit;
  const known = institutions.value.byCode(institution_code);
  return {
    ...{ key, kind, institution_code, institution: known?.name ?? institution_code },
    level: known === null ? null : rowWords(levelOn(known, day), region.value, language),
    lines: visit.lines.map((line) => ({
      ...{ item_code: line.item_code, name: line.name, class: line.class },
      ...{ first_share: line.first_share, quantity: line.quantity },
      ...{ price_fen: fenFromYuan(line.price), amount_fen: lineFen(line) },
    })),
    total_fen: totalFen(visit),
  };
}

const PersonNo = Type.String({ minLength: 1, maxLength: 64 });
/** Made by the page: sent again, it is the same walk. */
const RequestId = Type.String({ minLength: 16, maxLength: 64 });

const begin = route({
  method: "POST",
  path: "/api/v1/demo/people/:person_no/walks",
  title: "演示登记、上传明细与预结算",
  right: "public",
  params: Type.Object({ person_no: PersonNo }),
  body: Type.Object({
    request_id: RequestId,
    visit: Type.String({ minLength: 1, maxLength: 64 }),
  }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({
    messages: Type.Array(Message),
    trial: Type.Object({
      total_fen: Fen,
      fund_fen: Fen,
      person_fen: Fen,
      account_fen: Fen,
      cash_fen: Fen,
    }),
  }),
  handle: async ({ house, now }, { params, body }) => {
    const { amounts, messages } = await openWalks(house).begin({ ...params, ...body }, now);
    return { messages: [...messages], trial: trialShown(amounts) };
  },
});

function trialShown(amounts: WalkAmounts) {
  return {
    total_fen: fenFromYuan(amounts.medfee_sumamt),
    fund_fen: fenFromYuan(amounts.fund_pay_sumamt),
    person_fen: fenFromYuan(amounts.psn_part_amt),
    account_fen: fenFromYuan(amounts.acct_pay),
    cash_fen: fenFromYuan(amounts.psn_cash_pay),
  };
}

const WalkParams = Type.Object({ person_no: PersonNo, request_id: RequestId });

const settle = route({
  method: "POST",
  path: "/api/v1/demo/people/:person_no/walks/:request_id/settlement",
  title: "演示结算",
  right: "public",
  params: WalkParams,
  subject: ({ params }) => params.person_no,
  answer: Type.Object({ settlement_id: Text }),
  handle: async ({ house }, { params }) => {
    const { settlement_id } = await openWalks(house).settle(params);
    return { settlement_id };
  },
});

const settled = route({
  method: "GET",
  path: "/api/v1/demo/people/:person_no/walks/:request_id",
  title: "演示结算的结果",
  right: "public",
  params: WalkParams,
  query: Language,
  subject: ({ params }) => params.person_no,
  answer: SettledSheet,
  handle: async ({ house, now }, { params, query }) => {
    const walk = await openWalks(house).settled(params);
    return settledSheet(house, walk, { language: query.language ?? "zh", now });
  },
});

export const WALK_ROUTES = [cast, begin, settle, settled];
