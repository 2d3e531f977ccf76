import { Type } from "typebox";
import { Day } from "../agency/fields.ts";
import { ComparisonAnswer, comparisonOf, FILE_BYTES } from "../agency/reconciliation.routes.ts";
import { route } from "../route.ts";
import { ownInstitution } from "./own.ts";

/** An institution compares its own books with ours. */
const compared = route({
  method: "POST",
  path: "/api/v1/own/comparisons",
  title: "本机构对账文件核对",
  right: "statements.own",
  query: Type.Object({ from: Day, until: Day }),
  body: Type.Any(),
  raw_body: true,
  body_bytes: FILE_BYTES,
  answer: ComparisonAnswer,
  handle: async (context, { query, body }) => {
    const { institution_code } = ownInstitution(context);
    return comparisonOf(context.house, { institution_code, ...query }, body as Uint8Array);
  },
});

export const OWN_RECONCILIATION_ROUTES = [compared];
