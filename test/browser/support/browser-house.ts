import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import type { OpenidProvider, RoleId } from "../../../src/access/index.ts";
import { createKeyBookCache } from "../../../src/gateway/index.ts";
import {
  createHttpServer,
  gatewayOptions,
  listen,
  type Platform,
} from "../../../src/server/index.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../support/small-workbench.ts";
import { type CheckedPage, checkedPage } from "./checked-page.ts";
import { chromiumPath, launchChromium } from "./chromium.ts";

/** The small region served as `yibao serve` serves it, and a browser that looks at it. */
export interface BrowserHouse {
  readonly workbench: SmallWorkbench;
  readonly url: string;
  /** A page of a browser that knows nothing yet. */
  open(path: string): Promise<CheckedPage>;
  /** A page on which a role has signed in, at an address of the workbench. */
  openAs(role: RoleId, path: string): Promise<CheckedPage>;
  close(): Promise<void>;
}

/**
 * Null, said aloud, where there is no browser. With an identity provider of this machine, staff may
 * also sign in there.
 */
export async function openBrowserHouse(
  openid: OpenidProvider | null = null,
): Promise<BrowserHouse | null> {
  const path = chromiumPath();
  if (path === null) return null;
  const workbench = await openSmallWorkbench();
  const app = await served(workbench, openid);
  const url = await listen(app, "127.0.0.1", 0);
  const browser = await launchChromium(path);
  const own = openid === null ? [url] : [url, openid.issuer];
  return {
    ...{ workbench, url },
    open: (place) => opened(browser, own, place),
    openAs: async (role, place) => {
      const checked = await opened(browser, own, "/workbench");
      await signInAs(checked.page, workbench, role);
      await checked.page.goto(place);
      return checked;
    },
    close: async () => {
      await browser.close();
      await app.close();
      await workbench.close();
    },
  };
}

async function served(
  { platform, house }: SmallWorkbench,
  openid: OpenidProvider | null,
): Promise<FastifyInstance> {
  const { store, institutions, region } = platform;
  const keys = await createKeyBookCache(store);
  const settings = { clock: () => platform.now, log: () => undefined };
  const app = await createHttpServer({
    store,
    gateway: gatewayOptions({ ...house, keys } as unknown as Platform, settings),
    institutions,
    calculator: region,
    // The same object: a test may change what the house is while it is served.
    workbench: Object.assign(house, { openid }),
  });
  app.addHook("onClose", async () => keys.close());
  return app;
}

async function opened(
  browser: Browser,
  own: readonly string[],
  place: string,
): Promise<CheckedPage> {
  const checked = await checkedPage(browser, own);
  await checked.page.goto(place);
  return checked;
}

/** Signs in as a person does: the form, the account, the password. */
export async function signInAs(page: Page, workbench: SmallWorkbench, role: RoleId): Promise<void> {
  const found = workbench.accounts.find((one) => one.role === role);
  if (found === undefined) throw new Error(`no demo account of ${role}`);
  await page.getByRole("textbox", { name: "账号" }).fill(found.account);
  await page.getByLabel("口令").fill(found.password);
  await page.getByRole("button", { name: /登\s*录/ }).click();
  await page.getByRole("navigation").first().waitFor();
}
