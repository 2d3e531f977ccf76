/**
 * Clearing type (clr_type) of a visit type (med_type): by the longest prefix, so that local
 * sub-types (2105, 21303 …) clear with what they are a part of.
 * Source: the dictionaries of the national interface.
 */
const CLEARING_TYPES: readonly (readonly [prefix: string, clearing_type: string])[] = [
  ["2102", "27"],
  ["9901", "15"],
  ["9903", "1103"],
  ["9904", "18"],
  ["11", "11"],
  ["12", "12"],
  ["13", "13"],
  ["14", "14"],
  ["18", "18"],
  ["21", "21"],
  ["22", "22"],
  ["28", "28"],
  ["41", "41"],
  ["51", "53"],
  ["52", "99940"],
];

const OTHER = "99";

export function clearingTypeOf(visit_type: string): string {
  return CLEARING_TYPES.find(([prefix]) => visit_type.startsWith(prefix))?.[1] ?? OTHER;
}
