import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/**
 * The browser of the tests: Debian's, or the one that YIBAO_CHROMIUM names. Nothing is downloaded;
 * where there is none, the tests of the browser are skipped, and say so. In CI there must be one.
 */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function chromiumPath(): string | null {
  const named = process.env.YIBAO_CHROMIUM;
  const found = [...(named === undefined ? [] : [named]), ...PLACES].find(existsSync);
  if (found !== undefined) return found;
  if (process.env.CI === "true") {
    throw new Error("CI needs a browser: install Debian's package chromium, see .ci/run");
  }
  process.stderr.write("no Chromium on this machine: the tests of the browser are skipped\n");
  return null;
}

export function launchChromium(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    // As root, and in containers without a user namespace, Chromium has no sandbox of its own.
    // Names of files are Chinese; in a locale without them a download would be called "download".
    env: { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  });
}
