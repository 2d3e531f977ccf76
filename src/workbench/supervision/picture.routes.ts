import { Type } from "typebox";
import { addDays, type CivilDate } from "../../kernel/index.ts";
import { type FindingCount, readFindingPicture } from "../../supervision/index.ts";
import { dayOrNull, Fen, Text, todayOf } from "../agency/fields.ts";
import type { House } from "../house.ts";
import { route } from "../route.ts";
import { institutionName, OUTCOMES, ruleTitle } from "./findings.routes.ts";

/** What is found most: by rule, by institution, by day. */

const Count = {
  outcome: Type.Enum([...OUTCOMES]),
  findings: Type.Integer(),
  amount_fen: Fen,
  confirmed: Type.Integer(),
};

const DAYS = 30;

const picture = route({
  method: "GET",
  path: "/api/v1/supervision/picture",
  title: "审核结果分布",
  right: "supervision.read",
  query: Type.Object({
    from: Type.Optional(Type.String({ maxLength: 10 })),
    to: Type.Optional(Type.String({ maxLength: 10 })),
  }),
  answer: Type.Object({
    from: Text,
    to: Text,
    rules: Type.Array(Type.Object({ rule: Text, title: Text, ...Count })),
    institutions: Type.Array(Type.Object({ institution_code: Text, institution: Text, ...Count })),
    days: Type.Array(Type.Object({ day: Text, ...Count })),
  }),
  handle: async ({ house, now, read }, { query }) => {
    const to = dayOrNull(query.to, "to") ?? todayOf(now);
    const from = dayOrNull(query.from, "from") ?? (addDays(to, 1 - DAYS) as CivilDate);
    const found = await read((runner) => readFindingPicture(runner, { from, to }));
    return {
      ...{ from, to },
      rules: found.rules.map((one) => ({
        ...countOf(one),
        ...{ rule: one.rule, title: ruleTitle(one.rule) },
      })),
      institutions: found.institutions.map((one) => institutionCount(one, house)),
      days: found.days.map((one) => ({ ...countOf(one), day: one.day })),
    };
  },
});

function institutionCount(one: FindingCount & { readonly institution_code: string }, house: House) {
  const { institution_code } = one;
  const institution = institutionName(house, institution_code);
  return { ...countOf(one), institution_code, institution };
}

function countOf({ outcome, findings, amount_fen, confirmed }: FindingCount) {
  return { outcome, findings, amount_fen, confirmed };
}

export const PICTURE_ROUTES = [picture];
