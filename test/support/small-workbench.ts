import Fastify, { type FastifyInstance, type InjectOptions } from "fastify";
import { type DemoAccount, ensureDemoAccounts, type RoleId } from "../../src/access/index.ts";
import { type House, ROUTES, type Route, registerRoutes } from "../../src/workbench/index.ts";
import { openSmallPlatform, type SmallPlatform } from "./small-platform.ts";
import { LEVEL1, PEOPLE } from "./small-region.ts";
import { smallWalks } from "./small-walks.ts";

/** The browser's routes over the small region, with an account of every role; no browser. */
export interface SmallWorkbench {
  readonly platform: SmallPlatform;
  readonly app: FastifyInstance;
  readonly house: House;
  readonly accounts: readonly DemoAccount[];
  /** Faults of ours: a test that causes none finds this empty. */
  readonly faults: unknown[];
  /** The cookie of a new session of a role. */
  session(role: RoleId): Promise<string>;
  /** A request of a role (of nobody for null), answered as JSON. */
  ask(role: RoleId | null, options: AskOptions): Promise<Asked>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly body?: unknown;
  readonly cookie?: string;
}

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** As `JSON.parse` gives it: a test says what it expects. */
  readonly json: ReturnType<typeof JSON.parse>;
  readonly text: string;
}

export async function openSmallWorkbench(
  routes: readonly Route[] = ROUTES,
): Promise<SmallWorkbench> {
  const platform = await openSmallPlatform();
  const { store, region, settlement, institutions, catalogue, mappings, itemLimits } = platform;
  const faults: unknown[] = [];
  const places = { institution_code: LEVEL1, person_no: PEOPLE.worker.psn_no };
  const accounts = await ensureDemoAccounts(store, platform.now, places);
  const house: House = {
    ...{ store, region, settlement, institutions, catalogue, mappings, itemLimits },
    sandbox: null,
    is_demo: true,
    demo_accounts: accounts,
    demo_walks: smallWalks(platform),
    openid: null,
    clock: () => platform.now,
    onFault: (error) => faults.push(error),
  } as House;
  const app = Fastify();
  await app.register(async (scope) => registerRoutes(scope, { house, routes }));
  const cookies = new Map<RoleId, string>();
  const session = async (role: RoleId): Promise<string> => {
    const found = accounts.find((one) => one.role === role);
    if (found === undefined) throw new Error(`no demo account of ${role}`);
    const { account, password } = found;
    const payload = { account, password };
    const answer = await app.inject({ method: "POST", url: "/api/v1/session", payload });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    const [cookie] = answer.cookies;
    return `${cookie?.name}=${cookie?.value}`;
  };
  const sessionOf = async (role: RoleId): Promise<string> => {
    const known = cookies.get(role) ?? (await session(role));
    cookies.set(role, known);
    return known;
  };
  return {
    ...{ platform, app, house, accounts, faults, session },
    ask: async (role, { method = "GET", url, body, cookie }) => {
      const header = cookie ?? (role === null ? undefined : await sessionOf(role));
      const options: InjectOptions = {
        method,
        url,
        headers: header === undefined ? {} : { cookie: header },
        ...(body === undefined ? {} : { payload: body as object }),
      };
      const { statusCode, headers, body: text } = await app.inject(options);
      const isJson = String(headers["content-type"]).includes("json");
      return { status: statusCode, headers, text, json: isJson ? JSON.parse(text) : null };
    },
    close: async () => {
      await app.close();
      await platform.close();
    },
  };
}
