import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, packageRoot, type Store, startEmbeddedServer } from "../../src/store/index.ts";
import type { BenchOptions } from "../bench-result.ts";

/** The demo region as `yibao serve` serves it, in a process of its own. */
export interface DemoHouse {
  readonly url: string;
  readonly store: Store;
  readonly postgres: string;
  close(): Promise<void>;
}

const READY = /^ready (\S+)$/m;

/** Filled first where the folder is new, which takes a minute; a folder that is named is kept. */
export async function openDemoHouse({ data, progress }: BenchOptions): Promise<DemoHouse> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "yibao-bench-"));
  mkdirSync(folder, { recursive: true });
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const ends: (() => unknown)[] = [];
  const close = async () => {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
    for (const end of ends.reverse()) await end();
  };
  const interrupted = () => void close().finally(() => process.exit(130));
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  if (data === null) ends.push(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const served = await serve(folder, progress);
    ends.push(served.close);
    const server = await startEmbeddedServer({ dataDir: folder, join: true, log: () => undefined });
    ends.push(() => server.close());
    const store = await openStore({
      ...{ databaseUrl: server.databaseUrl, maximumConnections: 1, log: () => undefined },
    });
    ends.push(() => store.close());
    const { rows } = await store.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return { url: served.url, store, postgres: rows[0]?.version ?? "", close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Served {
  readonly url: string;
  close(): Promise<void>;
}

async function serve(folder: string, progress: (line: string) => void): Promise<Served> {
  const program = join(packageRoot(), "bin", "yibao.js");
  const child = spawn(process.execPath, [program, "serve", "--port", "0", "--data", folder], {
    stdio: ["ignore", "pipe", "pipe"],
    // A terminal's Ctrl-C is for us, who stop it in order.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const url = await new Promise<string | null>((resolve) => {
    let told = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      told += text;
      const ready = READY.exec(told)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => progress(text.trimEnd()));
    child.once("exit", () => resolve(null));
  });
  if (url === null) throw new Error("yibao serve ended before it was ready");
  return { url, close };
}

/** Adds made-up people, so that a list of so many is read. */
export async function addPeople(store: Store, count: number): Promise<void> {
  await store.query(
    `insert into people.person
       (person_no, certificate_type, certificate_no, name, sex, nation, born)
     select 'BENCH' || lpad(n::text, 9, '0'), '01', 'BENCH' || lpad(n::text, 9, '0'),
            '测' || chr(19968 + n % 4000) || chr(20968 + n % 2999), (1 + n % 2)::text, '01',
            date '1950-01-01' + n % 20000
       from generate_series(1, $1::integer) as n`,
    [count],
  );
  await store.query(
    `insert into people.enrolment (person_no, insutype, valid_from, person_type,
       employment_status, state, insured_region, employer_name)
     select 'BENCH' || lpad(n::text, 9, '0'), '310', '2020-01-01', '11', 'working', '1',
            (array['430405', '430406', '430407', '430408'])[1 + n % 4],
            '测量单位' || (n % 997)
       from generate_series(1, $1::integer) as n`,
    [count],
  );
  await store.query("analyze people.person");
  await store.query("analyze people.enrolment");
}
