import {
  createOpenidProvider,
  type DemoAccount,
  ensureDemoAccounts,
  type OpenidOptions,
  type OpenidProvider,
  sealAudit,
  startSealingAudit,
} from "../access/index.ts";
import {
  areDesksFilled,
  type DemoManifest,
  demoManifest,
  fillDemo,
  fillDesks,
  generateRegion,
  isDemoFilled,
  mayFillDemo,
} from "../demo/index.ts";
import {
  confirmPurchaseOrder,
  createDispatcher,
  type GatewayOptions,
  INTAKE_LIMITS,
  openSandbox,
  type Sandbox,
  transactionTable,
} from "../gateway/index.ts";
import { type CivilDate, chinaTime } from "../kernel/index.ts";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  openPlatform,
  type Platform,
  stopHttp,
} from "../server/index.ts";
import { type DemoWalks, type House, openDemoWalks } from "../workbench/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { placeOf, REGION_CODE } from "./house.ts";
import { openidFlags } from "./openid-flags.ts";
import { policyJudge } from "./policy-judge.ts";
import { createProgress, note } from "./progress.ts";
import { onStopSignal } from "./stop-signal.ts";
import { walkCast } from "./walk-cast.ts";

const DEFAULT_PORT = 4300;
const MOST_IN_FLIGHT = 100_000;
const AUDIT_SEAL_MILLISECONDS = 5_000;

/** `yibao serve`: opens the platform, fills the demo where wanted, serves until told to stop. */
export async function serveCommand(invocation: Invocation): Promise<number> {
  const port = numberFlag(invocation, "port", DEFAULT_PORT, 0, 65_535);
  const host = textFlag(invocation, "host") ?? "127.0.0.1";
  const openid = openidProvider(openidFlags(invocation));
  // A signal during the start is kept until there is something to stop.
  const stopping = new Promise<unknown>((resolve) => onStopSignal(resolve));
  const platform = await openPlatform({
    ...placeOf(invocation),
    regionCode: REGION_CODE,
    log: note,
  });
  try {
    const is_demo = wantsDemo(invocation) && (await ensureDemo(platform));
    const sandbox = sandboxOf(invocation, platform);
    const requireSignature = invocation.flags["require-signature"] === true;
    const gateway = gatewayOptions(platform, {
      clock: () => new Date(),
      log: note,
      requireSignature,
      intake: intakeOf(invocation),
      ...quotaOf(invocation),
      ...(sandbox === null ? {} : { onExchange: sandbox.recorder.record }),
    });
    const { store, institutions } = platform;
    // Confirming moves money and asks for no signature.
    const open = sandbox !== null && !requireSignature;
    const manifest = is_demo ? demoManifestOf(new Date()) : null;
    const demo_accounts = manifest === null ? [] : await demoAccounts(platform, manifest);
    const isWalked = manifest !== null && sandbox !== null;
    const demo_walks = isWalked ? demoWalks(platform, gateway, manifest) : null;
    const app = await createHttpServer({
      store,
      gateway,
      institutions,
      calculator: platform.region,
      ...(sandbox === null ? {} : { sandbox }),
      ...(open ? { purchaseOrders: purchaseOrders(platform) } : {}),
      workbench: workbenchHouse(platform, sandbox, { demo_accounts, demo_walks, openid }),
    });
    const address = await listen(app, host, port);
    // Only once the port is ours: its timer would keep a process alive that could not serve.
    const sealing = startSealingAudit(store, AUDIT_SEAL_MILLISECONDS);
    tellDemoAccounts(demo_accounts, address);
    process.stdout.write(`ready ${address}\n`);
    await stopping;
    note("正在停止……");
    await stopHttp(app, gateway.intake);
    await sealing.stop();
    await sealAudit(store).catch((error: Error) => note(`审计未能封存：${error.message}`));
    await sandbox?.close();
  } finally {
    await platform.close();
  }
  return 0;
}

/** Without a device of the person's own, anybody may confirm an order in an open sandbox. */
function purchaseOrders(platform: Platform) {
  return {
    confirm: (institution_code: string, order_no: string) =>
      confirmPurchaseOrder(platform, { institution_code, order_no, now: new Date() }),
  };
}

const QUOTA_MOST = 1_000_000;

/** A quota where one is asked for; else callers that must sign have the default one. */
function quotaOf(invocation: Invocation): { quota?: { per_second: number; burst: number } } {
  if (textFlag(invocation, "quota-per-second") === undefined) return {};
  const per_second = numberFlag(invocation, "quota-per-second", 1, 1, QUOTA_MOST);
  const burst = numberFlag(invocation, "quota-burst", per_second, 1, QUOTA_MOST);
  return { quota: { per_second, burst } };
}

/** Its pages ask for no password, so it is off where callers must prove who they are. */
function sandboxOf(invocation: Invocation, platform: Platform) {
  const { flags } = invocation;
  if (flags["no-sandbox"] === true) return null;
  if (flags["require-signature"] === true && flags.sandbox !== true) return null;
  const { store, institutions } = platform;
  return openSandbox({ store, institutions, table: transactionTable() });
}

function intakeOf(invocation: Invocation) {
  const { in_flight, in_flight_institution } = INTAKE_LIMITS;
  const most = MOST_IN_FLIGHT;
  return {
    in_flight: numberFlag(invocation, "in-flight", in_flight, 1, most),
    in_flight_institution: numberFlag(
      invocation,
      "in-flight-institution",
      in_flight_institution,
      1,
      most,
    ),
  };
}

/** The demo is the default for the embedded store, and never for somebody's own database. */
function wantsDemo(invocation: Invocation): boolean {
  if (invocation.flags["no-demo"] === true) return false;
  return invocation.flags.demo === true || textFlag(invocation, "database-url") === undefined;
}

/** Whether the people in the database are the demo's. */
async function ensureDemo(platform: Platform): Promise<boolean> {
  const { store, region, settlement, institutions, catalogue } = platform;
  if (await isDemoFilled(store)) {
    await ensureDesks(platform);
    return true;
  }
  if (!(await mayFillDemo(store))) {
    note("库中已有非演示人员，不填充演示数据");
    return false;
  }
  const progress = createProgress();
  const caches = [institutions, catalogue];
  const house = { store, region: region.value, settlement, caches, judge: policyJudge() };
  await fillDemo(house, (step, done, total) => progress.update(step, done, total));
  progress.finish();
  return true;
}

/** A demo that an earlier version filled has nothing on its desks; without, it serves as well. */
async function ensureDesks({ store, region, settlement }: Platform): Promise<void> {
  if (await areDesksFilled(store)) return;
  try {
    const house = { store, region: region.value, settlement, judge: policyJudge() };
    await fillDesks(house, generateRegion(), () => undefined);
  } catch (error) {
    note(`各科室的演示待办未能填充：${faultText(error)}`);
  }
}

function workbenchHouse(
  platform: Platform,
  sandbox: Sandbox | null,
  { demo_accounts, ...others }: Pick<House, "demo_accounts" | "demo_walks" | "openid">,
): House {
  return {
    ...platform,
    sandbox,
    is_demo: demo_accounts.length > 0,
    demo_accounts,
    ...others,
    clock: () => new Date(),
    onFault: (error, route) => note(`${route} 内部故障：${faultText(error)}`),
  };
}

/** Asked for nothing before somebody wants to sign in by it. */
function openidProvider(options: OpenidOptions | null): OpenidProvider | null {
  if (options === null) return null;
  note(`工作人员可用单位账号登录：${options.issuer}`);
  return createOpenidProvider(options);
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function demoManifestOf(now: Date): DemoManifest {
  return demoManifest(generateRegion(), chinaTime(now).slice(0, 10) as CivilDate);
}

/** An account of every role, for whoever looks around; none of them signs in to a real platform. */
function demoAccounts(
  { store }: Platform,
  { institutions, people }: DemoManifest,
): Promise<readonly DemoAccount[]> {
  const institution_code = institutions.find(({ type }) => type === "1")?.fixmedins_code ?? null;
  const person_no = people[0]?.psn_no ?? null;
  return ensureDemoAccounts(store, new Date(), { institution_code, person_no });
}

/** Bills that visitors settle go through the same door as those that come over HTTP. */
function demoWalks(
  { store, institutions, region }: Platform,
  gateway: GatewayOptions,
  manifest: DemoManifest,
): DemoWalks {
  return openDemoWalks({
    ...{ store, institutions, dispatcher: createDispatcher(gateway), cast: walkCast(manifest) },
    ...{ region: region.value.code, clock: gateway.clock },
  });
}

function tellDemoAccounts(accounts: readonly DemoAccount[], address: string): void {
  const [first] = accounts;
  if (first === undefined) return;
  note(`工作台 ${address}/workbench ，演示账号（口令均为 ${first.password}）：`);
  for (const { account, name } of accounts) note(`  ${account.padEnd(26)} ${name}`);
}
