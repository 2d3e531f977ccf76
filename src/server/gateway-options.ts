import {
  ADMISSION_LIMITS,
  type AdmissionLimits,
  createAdmissionControl,
  createHandlers,
  createKept,
  type GatewayOptions,
  ownerOfFile,
  transactionTable,
} from "../gateway/index.ts";
import type { Platform } from "./platform.ts";

export interface GatewaySettings {
  readonly clock: () => Date;
  readonly log: (line: string) => void;
  /** Institutions must sign their messages. */
  readonly requireSignature?: boolean;
  /** How much is taken at once; what is not given stays at its default. */
  readonly admission?: Partial<AdmissionLimits>;
}

/** The national interface over an open platform. */
export function gatewayOptions(
  platform: Omit<Platform, "close">,
  settings: GatewaySettings,
): GatewayOptions {
  const { region, institutions } = platform;
  const { clock, log, requireSignature = false } = settings;
  let serial = 0;
  return {
    table: transactionTable(),
    handlers: createHandlers(platform),
    kept: createKept(platform),
    clock,
    region: region.code,
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    fileOwner: (file_query_no) => ownerOfFile(platform.store, file_query_no),
    infcodeForm: (code) => institutions.value.byCode(code)?.infcode_form ?? "text",
    signature: {
      required: requireSignature,
      keys: (access_key) => institutions.value.byAccessKey(access_key) ?? undefined,
    },
    admission: createAdmissionControl({ ...ADMISSION_LIMITS, ...settings.admission }),
    onFault: (error, { infno, msgid }) =>
      log(`交易 ${infno}（${msgid}）内部故障：${faultText(error)}`),
  };
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
