import { YibaoError } from "../../kernel/index.ts";
import { quoted } from "../wire-value.ts";

/**
 * Refuses a message about another institution than the one that sends it.
 * @throws YibaoError GATEWAY-OTHER-INSTITUTION
 */
export function assertOwnInstitution(sent: string, institution: string, where: string): void {
  if (sent === institution) return;
  throw new YibaoError("GATEWAY-OTHER-INSTITUTION", { value: quoted(sent), institution }, where);
}
