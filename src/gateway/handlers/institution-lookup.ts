import { type CivilDate, chinaTime, YibaoError } from "../../kernel/index.ts";
import { type InstitutionRecord, type Institutions, levelOn } from "../../providers/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input1201 } from "../message-types.ts";
import { quoted } from "../wire-value.ts";
import type { HandlerServices } from "./services.ts";
import { LEVEL_CODES } from "./wire-codes.ts";

/** 1201: one institution, by code or by a name that only one has. */
export function institutionHandlers({ institutions }: HandlerServices): Pick<Handlers, "1201"> {
  return {
    "1201": async ({ received_at, input: { medinsinfo } }) => {
      const found = institutionFor(institutions.value, medinsinfo);
      const today = chinaTime(received_at).slice(0, 10) as CivilDate;
      return {
        medinsinfo: {
          fixmedins_code: found.institution_code,
          fixmedins_name: found.name,
          uscc: found.uscc,
          fixmedins_type: found.type,
          hosp_lv: LEVEL_CODES[levelOn(found, today)].hosp_lv,
        },
      };
    },
  };
}

function institutionFor(
  institutions: Institutions,
  { fixmedins_type, fixmedins_code, fixmedins_name }: Input1201["medinsinfo"],
): InstitutionRecord {
  const matching = institutions.all.filter(
    ({ type, institution_code, name }) =>
      type === fixmedins_type &&
      (fixmedins_code === undefined || institution_code === fixmedins_code) &&
      (fixmedins_name === undefined || name.includes(fixmedins_name)),
  );
  const exact = matching.find(({ name }) => name === fixmedins_name);
  const found = exact ?? matching[0];
  const asked = quoted(fixmedins_code ?? fixmedins_name);
  const where =
    fixmedins_code === undefined
      ? "medinsinfo.fixmedins_name（定点医药机构名称）"
      : "medinsinfo.fixmedins_code（定点医药机构编号）";
  if (found === undefined) {
    throw new YibaoError("GATEWAY-INSTITUTION-NOT-FOUND", { value: asked }, where);
  }
  if (exact === undefined && matching.length > 1) {
    const details = { value: asked, count: matching.length };
    throw new YibaoError("GATEWAY-INSTITUTION-AMBIGUOUS", details, where);
  }
  return found;
}
