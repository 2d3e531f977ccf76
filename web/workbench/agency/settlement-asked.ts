import { callAhead } from "../../shared/client.ts";
import { preferences } from "../../shared/preferences.ts";

/** What the screen of a settlement asks for. */
export function settlementAsked(params: Readonly<Record<string, string>>) {
  const { person_no = "", settlement_id = "" } = params;
  return { params: { person_no, settlement_id }, query: { language: preferences().language } };
}

/** Asks while the screen itself is still on its way: most often opened by an address. */
export function askSettlement(params: Readonly<Record<string, string>>): void {
  callAhead("GET /api/v1/people/{person_no}/settlements/{settlement_id}", settlementAsked(params));
}
