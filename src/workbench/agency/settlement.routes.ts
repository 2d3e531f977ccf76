import { Type } from "typebox";
import { YibaoError } from "../../kernel/index.ts";
import { LANGUAGES, visitTypeWords } from "../../policy/index.ts";
import { findSettlementPerson, readSettlementFile } from "../../settlement/index.ts";
import { decidingRegion } from "../explained/deciding-region.ts";
import { SettlementPage, settlementPage } from "../explained/settlement-page.ts";
import { route } from "../route.ts";
import type { Searcher } from "../searcher.ts";

/** A settlement with every yuan explained. */

const settlement = route({
  method: "GET",
  path: "/api/v1/people/:person_no/settlements/:settlement_id",
  title: "结算说明",
  right: "settlement.read",
  params: Type.Object({
    person_no: Type.String({ maxLength: 64 }),
    settlement_id: Type.String({ maxLength: 20 }),
  }),
  query: Type.Object({ language: Type.Optional(Type.Enum([...LANGUAGES])) }),
  subject: ({ params }) => params.person_no,
  answer: SettlementPage,
  handle: async (context, { params, query }) => {
    const { house, read } = context;
    const file = await read((runner) => readSettlementFile(runner, params));
    if (file === null) throw new YibaoError("AGENCY-SETTLEMENT-UNKNOWN", params);
    return settlementPage(file, {
      region: await decidingRegion(house, file.explainable.policy_version),
      current: house.region.value,
      institutions: house.institutions.value,
      language: query.language ?? "zh",
      isUnmasked: await context.isUnmasked(params.person_no),
    });
  },
});

const NUMBER = /^\d{4,15}$/;

export const settlementSearcher: Searcher = {
  right: "settlement.read",
  kind: "结算",
  find: async ({ read, house }, text) => {
    if (!NUMBER.test(text)) return [];
    const number = Number(text);
    const found = await read((runner) => findSettlementPerson(runner, number));
    if (found === null) return [];
    const { person_no, institution_code, claimed_institution, settled_at, visit_type } = found;
    const known = house.institutions.value.byCode(institution_code)?.name;
    const institution = claimed_institution ?? known;
    const type = visitTypeWords(visit_type, house.region.value, "zh");
    return [
      {
        title: `结算 ${text}`,
        detail: [person_no, institution ?? institution_code, type, settled_at.slice(0, 10)].join(
          " · ",
        ),
        path: `/people/${encodeURIComponent(person_no)}/settlements/${number}`,
      },
    ];
  },
};

export const SETTLEMENT_ROUTES = [settlement];
