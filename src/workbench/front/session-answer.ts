import { type Static, Type } from "typebox";
import { type Caller, OFFICES, ROLES } from "../../access/index.ts";
import { chinaTime } from "../../kernel/index.ts";
import type { House } from "../house.ts";
import type { Context } from "../route.ts";

/** Who is signed in, as the browser is told after any way of signing in. */

const Words = Type.Object({ zh: Type.String(), en: Type.String() });

export const SessionAnswer = Type.Object({
  kind: Type.Enum(["staff", "institution", "insured", "public"]),
  account: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  roles: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Words,
      office: Type.Union([Type.String(), Type.Null()]),
      office_title: Type.Union([Words, Type.Null()]),
    }),
  ),
  rights: Type.Array(Type.String()),
  regions: Type.Array(Type.String()),
  institution_code: Type.Union([Type.String(), Type.Null()]),
  person_no: Type.Union([Type.String(), Type.Null()]),
  demo: Type.Boolean({ description: "演示账号" }),
  must_enrol: Type.Boolean(),
  must_change_password: Type.Boolean(),
  is_demo: Type.Boolean({ description: "服务器以演示方式运行" }),
  openid: Type.Boolean({ description: "可以用单位账号登录" }),
  today: Type.String({ description: "服务器的今天，北京时间" }),
  region: Type.Object({ code: Type.String(), name: Type.String() }),
});

export function sessionAnswer(
  caller: Caller,
  { is_demo, region, clock, openid }: House,
): Static<typeof SessionAnswer> {
  const { kind, account, name, institution_code, person_no } = caller;
  const { demo, must_enrol, must_change_password } = caller;
  const roles = caller.roles.map((id) => {
    const { title, office } = ROLES[id];
    return { id, title, office, office_title: office === null ? null : OFFICES[office] };
  });
  return {
    ...{ kind, account, name, roles, institution_code, person_no, demo, is_demo },
    ...{ must_enrol, must_change_password, openid: openid !== null },
    today: chinaTime(clock()).slice(0, 10),
    region: { code: region.value.code, name: region.value.name },
    rights: [...caller.rights],
    regions: [...caller.regions],
  };
}

/** Of a try to sign in: from where it comes, and whether demo accounts may. */
export function optionsOf({ house, address, agent }: Context) {
  return { is_demo: house.is_demo, address, agent };
}
