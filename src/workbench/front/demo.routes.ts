import { Type } from "typebox";
import { OFFICES, ROLES } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { route } from "../route.ts";

/** The accounts that anybody may try: only where the platform runs as a demo. */

const Words = Type.Object({ zh: Type.String(), en: Type.String() });

const demoAccounts = route({
  method: "GET",
  path: "/api/v1/demo/accounts",
  title: "演示账号",
  right: "public",
  answer: Type.Object({
    accounts: Type.Array(
      Type.Object({
        account: Type.String(),
        name: Type.String(),
        password: Type.String(),
        role: Type.String(),
        kind: Type.Enum(["staff", "institution", "insured"]),
        title: Words,
        office_title: Type.Union([Words, Type.Null()]),
      }),
    ),
  }),
  handle: async ({ house }) => {
    if (!house.is_demo) throw new YibaoError("WORKBENCH-NO-DEMO");
    const accounts = house.demo_accounts.map(({ account, name, password, role }) => {
      const { kind, title, office } = ROLES[role];
      const office_title = office === null ? null : OFFICES[office];
      return { account, name, password, role, kind, title, office_title };
    });
    return { accounts };
  },
});

export const DEMO_ROUTES = [demoAccounts];
