import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { packageRoot } from "../../src/store/index.ts";

/** The pages of web/bench/, bundled for this run. */
export interface PeerPages {
  /** Put into every page that is measured. */
  readonly measure: string;
  /** Serves the peer's table with rows of its own. */
  serve(rows: readonly object[]): Promise<{ readonly url: string; close(): Promise<void> }>;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html;charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
};

export function bundlePeer(): PeerPages {
  const folder = mkdtempSync(join(tmpdir(), "yibao-bench-peer-"));
  const require = createRequire(import.meta.url);
  const bundler = join(dirname(require.resolve("vite/package.json")), "bin", "vite.js");
  const config = join(packageRoot(), "web", "bench", "vite.config.ts");
  const words = ["build", "--config", config, "--outDir", folder, "--logLevel", "warn"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundler, ...words], {
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`the peer's page cannot be made:\n${stdout}${stderr}`);
  return {
    measure: readFileSync(join(folder, "measure.js"), "utf8"),
    serve: (rows) => serve(folder, JSON.stringify(rows)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function serve(folder: string, rows: string) {
  const files: Readonly<Record<string, string | Buffer>> = {
    "/": readFileSync(join(folder, "index.html")),
    "/table.js": readFileSync(join(folder, "table.js")),
    "/rows.json": Buffer.from(rows),
  };
  const server = createServer(({ url = "/" }, answer) => {
    const file = files[url];
    const type = TYPES[extname(url) || ".html"] ?? "text/plain";
    if (file === undefined) answer.writeHead(404).end();
    else answer.writeHead(200, { "content-type": type }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as { readonly port: number };
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
