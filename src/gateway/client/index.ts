/** What a hospital's program takes of Yibao: the client of the national interface and its types. */
export {
  type CallOptions,
  createHospitalClient,
  type HospitalClient,
  type HospitalClientOptions,
  OutcomeUnknown,
  TransactionRefused,
} from "./hospital-client.ts";
export type { Signing } from "./signing.ts";
export type { WireMessages } from "./types.ts";
