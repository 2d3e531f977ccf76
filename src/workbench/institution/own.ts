import { YibaoError } from "../../kernel/index.ts";
import type { InstitutionRecord } from "../../providers/index.ts";
import type { Context } from "../route.ts";

/**
 * The institution of who asks.
 * @throws YibaoError ACCESS-NO-RIGHT for an account that belongs to none
 */
export function ownInstitution({ house, caller }: Context): InstitutionRecord {
  const code = caller.institution_code;
  const found = code === null ? null : house.institutions.value.byCode(code);
  if (found !== null) return found;
  throw new YibaoError("ACCESS-NO-RIGHT", { title: "查看本机构结算与对账" });
}
