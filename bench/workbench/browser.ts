import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { YibaoError } from "../../src/kernel/index.ts";

/** The browser of the measurement: Debian's, or the one that YIBAO_CHROMIUM names. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const SIZE = { width: 1440, height: 900 };
const STEP_MILLISECONDS = 30_000;

/** @throws YibaoError COMMAND-NO-PEER where there is none; nothing is downloaded */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.YIBAO_CHROMIUM;
  const path = [...(named === undefined ? [] : [named]), ...PLACES].find(existsSync);
  if (path === undefined) {
    const reason = `no Chromium: ${PLACES.join(", ")}, YIBAO_CHROMIUM`;
    throw new YibaoError("COMMAND-NO-PEER", { reason });
  }
  return chromium.launch({
    executablePath: path,
    // As root, and in containers without a user namespace, Chromium has no sandbox of its own.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
}

/** A browser that has fetched nothing yet, with the measuring script in every page. */
export async function newReader(
  browser: Browser,
  { measure, cookies }: { readonly measure: string; readonly cookies: Cookies },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: SIZE,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(STEP_MILLISECONDS);
  await context.addCookies(cookies);
  await context.addInitScript(`(() => { ${measure} })()`);
  return context;
}

export type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** The cookie of a new session of a demo account. */
export async function signedIn(
  browser: Browser,
  url: string,
  account: { readonly account: string; readonly password: string },
): Promise<Cookies> {
  const context = await browser.newContext();
  try {
    const answer = await context.request.post(`${url}/api/v1/session`, { data: account });
    if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
    return await context.cookies();
  } finally {
    await context.close();
  }
}

/** What web/bench/measure.ts puts into the page. */
interface Measure {
  readonly first: Promise<number>;
  press(selector: string, index: number, key: string): Promise<number>;
  enter(selector: string, index: number, text: string, key: string): Promise<number>;
  texts(count: number): readonly (readonly string[])[];
}
type Measured = typeof globalThis & { readonly yibaoMeasure: Measure };

/** Opens an address; milliseconds until its first row stands. */
export async function firstRow(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(() => (globalThis as Measured).yibaoMeasure.first);
}

export interface Place {
  readonly selector: string;
  readonly index: number;
}

/** Presses what stands there; milliseconds until the row of the key is the first. */
export function press(page: Page, place: Place, key: string): Promise<number> {
  return page.evaluate(
    ([{ selector, index }, wanted]) =>
      (globalThis as Measured).yibaoMeasure.press(selector, index, wanted),
    [place, key] as const,
  );
}

/** Types into a box and presses Enter; milliseconds from Enter on. */
export function enter(page: Page, place: Place, text: string, key: string): Promise<number> {
  return page.evaluate(
    ([{ selector, index }, typed, wanted]) =>
      (globalThis as Measured).yibaoMeasure.enter(selector, index, typed, wanted),
    [place, text, key] as const,
  );
}

export function rowTexts(page: Page, count: number): Promise<readonly (readonly string[])[]> {
  return page.evaluate((most) => (globalThis as Measured).yibaoMeasure.texts(most), count);
}
