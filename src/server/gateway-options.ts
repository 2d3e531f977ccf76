import {
  createHandlers,
  createIntake,
  createKept,
  createQuota,
  createReplayWindow,
  type GatewayOptions,
  INTAKE_LIMITS,
  type IntakeLimits,
  keyRing,
  ownerOfFile,
  type QuotaOptions,
  type SignatureOptions,
  transactionTable,
} from "../gateway/index.ts";
import { type CivilDate, chinaTime } from "../kernel/index.ts";
import type { Platform } from "./platform.ts";

export interface GatewaySettings {
  readonly clock: () => Date;
  readonly log: (line: string) => void;
  /** Institutions must sign their messages. */
  readonly requireSignature?: boolean;
  /** How much is taken at once; what is not given stays at its default. */
  readonly intake?: Partial<IntakeLimits>;
  /** How often one key may call; without it only callers that must sign are bounded. */
  readonly quota?: QuotaOptions;
  /** Told of every message: the sandbox. */
  readonly onExchange?: GatewayOptions["onExchange"];
}

/** For each key: a large hospital at its peak sends some 50 messages in a second. */
const SIGNED_QUOTA: QuotaOptions = { per_second: 100, burst: 500 };

/** The national interface over an open platform. */
export function gatewayOptions(
  platform: Omit<Platform, "close">,
  settings: GatewaySettings,
): GatewayOptions {
  const { region, institutions } = platform;
  const { clock, log, requireSignature = false, onExchange } = settings;
  const quota = settings.quota ?? (requireSignature ? SIGNED_QUOTA : undefined);
  let serial = 0;
  return {
    table: transactionTable(),
    handlers: createHandlers(platform),
    kept: createKept(platform),
    clock,
    region: region.value.code,
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    fileOwner: (file_query_no) => ownerOfFile(platform.store, file_query_no),
    infcodeForm: (code) => institutions.value.byCode(code)?.infcode_form ?? "text",
    signature: signatureOptions(platform, requireSignature, clock),
    ...(quota === undefined ? {} : { quota: createQuota(quota) }),
    ...(onExchange === undefined ? {} : { onExchange }),
    intake: createIntake({ ...INTAKE_LIMITS, ...settings.intake }),
    onFault: (error, { infno, msgid }) =>
      log(`交易 ${infno}（${msgid}）内部故障：${faultText(error)}`),
  };
}

function signatureOptions(
  { institutions, keys }: Pick<Platform, "institutions" | "keys">,
  required: boolean,
  clock: () => Date,
): SignatureOptions {
  const registered = (access_key: string) => institutions.value.byAccessKey(access_key);
  const today = () => chinaTime(clock()).slice(0, 10) as CivilDate;
  return {
    required,
    keys: (access_key) => keyRing(keys.value, registered, today())(access_key),
    sm2Keys: (institution_code, day) => keys.value.sm2Keys(institution_code, day),
    replay: createReplayWindow(),
  };
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
