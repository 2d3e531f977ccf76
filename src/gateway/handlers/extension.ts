import { isObject } from "../wire-value.ts";
import { isSet } from "./wire-codes.ts";

/**
 * What is read out of `exp_content`, a JSON text with flags of its own. Names come in any case,
 * values as text or number, and what is no JSON object at all says nothing: the member is kept as
 * sent, and a visit is never refused for it.
 */
export interface Extension {
  /** IPT_TYPE 2: admitted as an emergency. */
  readonly emergency_admission: boolean;
  /** OTP_ER_REFL_FLAG 1 or 3: an outpatient emergency. */
  readonly outpatient_emergency: boolean;
  /** TRUM_FLAG: an injury. */
  readonly injury: boolean;
  /** REL_TTP_FLAG: somebody else is liable. */
  readonly third_party: boolean;
}

export function extensionOf(exp_content: string | undefined): Extension {
  const members = membersOf(exp_content);
  const outpatient = String(members.get("OTP_ER_REFL_FLAG") ?? "");
  return {
    emergency_admission: String(members.get("IPT_TYPE") ?? "") === "2",
    outpatient_emergency: outpatient === "1" || outpatient === "3",
    injury: isSet(members.get("TRUM_FLAG")),
    third_party: isSet(members.get("REL_TTP_FLAG")),
  };
}

function membersOf(exp_content: string | undefined): ReadonlyMap<string, unknown> {
  if (exp_content === undefined) return new Map();
  try {
    const value: unknown = JSON.parse(exp_content);
    if (!isObject(value)) return new Map();
    return new Map(Object.entries(value).map(([name, held]) => [name.toUpperCase(), held]));
  } catch {
    return new Map();
  }
}
