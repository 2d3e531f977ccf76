/** The gateway room: the national interface, from bytes to handlers and back. */

export type { InfcodeForm } from "./answer.ts";
export { CallerRejected, callerOfHeaders, type SignatureOptions } from "./caller/caller.ts";
export { createKeyBookCache, insertKey, revokeKey } from "./caller/key.store.ts";
export { type InstitutionKey, type KeyBook, type KeyFamily, keyRing } from "./caller/key.ts";
export { createQuota, type Quota, type QuotaOptions } from "./caller/quota.ts";
export { createReplayWindow, type ReplayWindow } from "./caller/replay-window.ts";
export { sm2PublicKey } from "./caller/sm2-signature.ts";
export {
  type CallOptions,
  createHospitalClient,
  type HospitalClient,
  type HospitalClientOptions,
  OutcomeUnknown,
  type Signing,
  TransactionRefused,
  type WireMessages,
} from "./client/index.ts";
export {
  createDispatcher,
  type Dispatcher,
  type GatewayOptions,
  type Handler,
  type Handlers,
  type ParsedRequest,
  type RawAnswer,
  type RawMessage,
} from "./dispatch.ts";
export type { ExchangeRecord } from "./exchange-record.ts";
export { ownerOfFile, startFileCleaning } from "./files/file.store.ts";
export { statementRows } from "./files/statement-rows.ts";
export { GATEWAY_PATHS, gatewayApi } from "./gateway.api.ts";
export { interfaceTables, transactionSection } from "./generate-document.ts";
export { createHandlers, createKept } from "./handlers/create-handlers.ts";
export { confirmPurchaseOrder } from "./handlers/purchase-orders.ts";
export type { HandlerServices } from "./handlers/services.ts";
export {
  createIntake,
  INTAKE_LIMITS,
  type Intake,
  type IntakeLimits,
  overloadReply,
} from "./intake.ts";
export { countKept, type KeptCount } from "./kept/kept.store.ts";
export type { Messages } from "./message-types.ts";
export { openapiDocument } from "./openapi.ts";
export {
  type Receipt,
  type ReceiptBook,
  type ReceiptDraft,
  type ReceiptKey,
  ReceiptTaken,
  StoredAnswer,
} from "./receipt.ts";
export type { ConformanceReport } from "./sandbox/report.ts";
export { sandboxApi } from "./sandbox/sandbox.api.ts";
export { openSandbox, type Sandbox } from "./sandbox/sandbox.ts";
export type { AccessKey, HeaderFamily, KeyRing } from "./signature.ts";
export type { Depth, Dictionary, TransactionShape, TransactionTable } from "./transaction-shape.ts";
export { transactionTable } from "./transaction-table.ts";
