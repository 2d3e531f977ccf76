import { Type } from "typebox";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { findMapping, listMappingReviews, reviewMapping } from "../../providers/index.ts";
import { dayOrNull, Text } from "../agency/fields.ts";
import { type Context, route } from "../route.ts";
import { judgeOf, MAPPING } from "./mappings.routes.ts";

/** One mapping with its reviews; and reviewing one, or a page of them at once. */

const VERDICTS = ["accepted", "returned"] as const;

const mapping = route({
  method: "GET",
  path: "/api/v1/catalogue/mappings/:institution_code/:own_code/:valid_from",
  title: "机构目录对照详情",
  right: "mapping.review",
  params: Type.Object({
    institution_code: Type.String({ maxLength: 30 }),
    own_code: Type.String({ maxLength: 150 }),
    valid_from: Type.String({ maxLength: 10 }),
  }),
  answer: Type.Object({
    ...MAPPING,
    reviews: Type.Array(
      Type.Object({
        item_code: Text,
        verdict: Type.Enum([...VERDICTS]),
        reason: Text,
        officer_name: Text,
        at: Text,
      }),
    ),
  }),
  handle: async (context, { params }) => {
    const { institution_code, own_code } = params;
    const valid_from = dayOrNull(params.valid_from, "valid_from") as CivilDate;
    return context.read(async (runner) => {
      const found = await findMapping(runner, { institution_code, own_code, valid_from });
      if (found === null) {
        throw new YibaoError("PROVIDERS-MAPPING-NOT-FOUND", { institution_code, own_code });
      }
      const judge = await judgeOf(context, runner);
      const reviews = await listMappingReviews(runner, params);
      return {
        ...judge(found),
        reviews: reviews.map(({ reviewed_at, ...one }) => ({
          ...one,
          at: reviewed_at.toISOString(),
        })),
      };
    });
  },
});

const AT_ONCE_MOST = 200;

const reviewed = route({
  method: "POST",
  path: "/api/v1/catalogue/mapping-reviews",
  title: "审核目录对照",
  right: "mapping.review",
  body: Type.Object({
    verdict: Type.Enum([...VERDICTS]),
    /** Needed for a return: what is wrong. */
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    /** Each as it was shown: what has changed since is not reviewed. */
    mappings: Type.Array(
      Type.Object({
        institution_code: Type.String({ maxLength: 30 }),
        own_code: Type.String({ maxLength: 150 }),
        from: Type.String({ maxLength: 10 }),
        item_code: Type.String({ maxLength: 30 }),
        updated_at: Type.String({ maxLength: 30 }),
      }),
      { minItems: 1, maxItems: AT_ONCE_MOST },
    ),
  }),
  answer: Type.Object({ reviewed: Type.Integer() }),
  handle: async (context, { body }) => {
    const { house, caller, now } = context;
    const reason = body.reason?.trim() ?? "";
    const { verdict } = body;
    if (verdict === "returned" && reason === "") {
      throw new YibaoError("PROVIDERS-MAPPING-REASON", {}, "reason");
    }
    const keys = body.mappings.map(({ from, updated_at, ...one }) => ({
      ...one,
      valid_from: dayOrNull(from, "from") as CivilDate,
      updated_at: new Date(updated_at),
    }));
    await assertSeen(context, keys);
    const officer = { officer: caller.account ?? "", officer_name: caller.name };
    await house.store.transaction(async (transaction) => {
      for (const key of keys) {
        await reviewMapping(transaction, { ...key, verdict, reason, ...officer, at: now });
      }
    });
    return { reviewed: keys.length };
  },
});

type Key = Parameters<typeof findMapping>[1];

/** What lies in other regions is as unknown as what there is not. */
async function assertSeen({ read }: Context, keys: readonly Key[]): Promise<void> {
  await read(async (runner) => {
    for (const key of keys) {
      if ((await findMapping(runner, key)) !== null) continue;
      const { institution_code, own_code } = key;
      throw new YibaoError("PROVIDERS-MAPPING-NOT-FOUND", { institution_code, own_code });
    }
  });
}

export const MAPPING_REVIEW_ROUTES = [mapping, reviewed];
