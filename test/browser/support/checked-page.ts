import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { packageRoot } from "../../../src/store/index.ts";

/**
 * A page that is watched while it is used: what the console complains of, what asks for an address
 * outside this machine, and what axe finds are failures of the test.
 */
export interface CheckedPage {
  readonly page: Page;
  /** axe without serious findings on the page as it stands. */
  accessible(): Promise<void>;
  /** A picture; kept in docs/screens/ where YIBAO_SCREENS asks for it. */
  screenshot(name: string): Promise<void>;
  /** Closes; fails on console errors and requests that would leave the machine. */
  close(): Promise<void>;
}

/** Longest that one step of a person may take, on a busy machine. */
const STEP_MILLISECONDS = 10_000;
const SIZE = { width: 1440, height: 900 };
const SCREENS = join(packageRoot(), "docs", "screens");

/** A page of the first address; whatever it asks of another than those given is outside. */
export async function checkedPage(browser: Browser, own: readonly string[]): Promise<CheckedPage> {
  const context = await browser.newContext({
    baseURL: own[0] as string,
    viewport: SIZE,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const complaints = watched(context, own);
  context.setDefaultTimeout(STEP_MILLISECONDS);
  const page = await context.newPage();
  return {
    page,
    accessible: () => assertAccessible(page),
    screenshot: (name) => screenshot(page, name),
    close: async () => {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** What the browser itself says of an answer of 4xx is no error of the page: tests provoke them. */
const STATUS_NOTE = /^Failed to load resource: the server responded with a status of 4\d\d/;

function watched(context: BrowserContext, own: readonly string[]): string[] {
  const origins = own.map((one) => new URL(one).origin);
  const complaints: string[] = [];
  context.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" || STATUS_NOTE.test(text)) return;
    complaints.push(`console: ${text}`);
  });
  context.on("weberror", (event) => complaints.push(`error: ${event.error().message}`));
  context.on("request", (request) => {
    const address = new URL(request.url());
    const isLocal =
      origins.includes(address.origin) || ["data:", "blob:"].includes(address.protocol);
    if (!isLocal) complaints.push(`outside: ${address.href}`);
  });
  return complaints;
}

interface AxeFinding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

async function assertAccessible(page: Page): Promise<void> {
  // Added by the protocol, not by a script element: the page's own policy stays as it is.
  const path = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  await page.evaluate(readFileSync(path, "utf8"));
  const findings = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: AxeFinding[] }> };
    };
    const { violations } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    });
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  });
  const serious = findings.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious).toEqual([]);
}

async function screenshot(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: "disabled" });
  if (process.env.YIBAO_SCREENS === undefined) return;
  mkdirSync(SCREENS, { recursive: true });
  writeFileSync(join(SCREENS, `${name}.png`), picture);
}
