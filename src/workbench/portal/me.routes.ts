import { type TObject, Type } from "typebox";
import { readFamily } from "../../access/index.ts";
import { contains, YibaoError } from "../../kernel/index.ts";
import { Period, Text, todayOf } from "../agency/fields.ts";
import { PERSON_ACCOUNT_ROUTES } from "../agency/person-account.routes.ts";
import { PERSON_FILE_ROUTES } from "../agency/person-file.routes.ts";
import { PERSON_VISITS_ROUTES } from "../agency/person-visits.routes.ts";
import { SETTLEMENT_ROUTES } from "../agency/settlement.routes.ts";
import { type Context, type Route, type RoutePath, route } from "../route.ts";

/** What insured people see of themselves: the agency's pages, of nobody but the caller. */

function ofOneself(one: Route, path: RoutePath, title: string): Route {
  const { subject: _, params, ...rest } = one;
  const { person_no: __, ...others } = (params as TObject).properties;
  const own: Route = {
    ...{ ...rest, path, title, right: "me.read" },
    handle: (context, asked) => {
      const given = { ...(asked.params as object), person_no: ownNumber(context) };
      return one.handle(context, { ...asked, params: given });
    },
  };
  return Object.keys(others).length === 0 ? own : { ...own, params: Type.Object(others) };
}

/** @throws YibaoError ACCESS-NO-RIGHT for an account that belongs to no person */
function ownNumber({ caller }: Context): string {
  if (caller.person_no !== null) return caller.person_no;
  throw new YibaoError("ACCESS-NO-RIGHT", { title: "本人的就医与账户" });
}

const [file] = PERSON_FILE_ROUTES as [Route];
const [visits] = PERSON_VISITS_ROUTES as [Route];
const [account] = PERSON_ACCOUNT_ROUTES as [Route];
const [settlement] = SETTLEMENT_ROUTES as [Route];

const family = route({
  method: "GET",
  path: "/api/v1/me/family",
  title: "本人的家庭共济",
  right: "me.read",
  answer: Type.Object({
    members: Type.Array(
      Type.Object({
        /** `pays-for-me`: the account of the other may pay my bills. */
        direction: Type.Enum(["pays-for-me", "paid-by-me"]),
        name: Text,
        ...Period,
        is_current: Type.Boolean(),
      }),
    ),
  }),
  handle: async (context) => {
    ownNumber(context);
    const day = todayOf(context.now);
    const members = await context.read(readFamily);
    return {
      members: members.map(({ direction, masked_name, period }) => ({
        ...{ direction, name: masked_name, ...period },
        is_current: contains(period, day),
      })),
    };
  },
});

export const ME_ROUTES: readonly Route[] = [
  ofOneself(file, "/api/v1/me", "本人的档案"),
  ofOneself(visits, "/api/v1/me/visits", "本人的就诊与结算"),
  ofOneself(account, "/api/v1/me/account", "本人的个人账户明细"),
  ofOneself(settlement, "/api/v1/me/settlements/:settlement_id", "本人的结算说明"),
  family,
];
