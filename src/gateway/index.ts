/** The gateway room: the national interface, from bytes to handlers and back. */
export type { InfcodeForm } from "./answer.ts";
export {
  type CallOptions,
  createHospitalClient,
  type HospitalClient,
  type HospitalClientOptions,
  OutcomeUnknown,
  TransactionRefused,
} from "./client/hospital-client.ts";
export type { WireMessages } from "./client/types.ts";
export {
  createDispatcher,
  type Dispatcher,
  type GatewayOptions,
  type Handler,
  type Handlers,
  type ParsedRequest,
  type RawAnswer,
  type RawMessage,
  type SignatureOptions,
} from "./dispatch.ts";
export { GATEWAY_PATHS, gatewayApi } from "./gateway.api.ts";
export { createHandlers } from "./handlers/create-handlers.ts";
export type { HandlerServices } from "./handlers/services.ts";
export type { Messages } from "./message-types.ts";
export {
  type Receipt,
  type ReceiptBook,
  type ReceiptDraft,
  type ReceiptKey,
  ReceiptTaken,
  StoredAnswer,
} from "./receipt.ts";
export type { AccessKey, KeyRing } from "./signature.ts";
export type { Dictionary, TransactionTable } from "./transaction-shape.ts";
export { transactionTable } from "./transaction-table.ts";
