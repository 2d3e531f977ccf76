import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import {
  CATALOGUE_KINDS,
  type CatalogueKind,
  importCatalogue,
  LIST_KINDS,
} from "../catalogue/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { ensureAccounts } from "../ledger/index.ts";
import {
  ACCOUNT_DEPOSIT_FORM,
  importPeople,
  PEOPLE_KINDS,
  type PeopleKind,
} from "../people/index.ts";
import { importProviders, PROVIDERS_KINDS, type ProvidersKind } from "../providers/index.ts";
import {
  depositReference,
  depositToAccounts,
  type ReferencedDeposit,
} from "../settlement/index.ts";
import {
  type CsvImportResult,
  type CsvRefusal,
  migrate,
  openStore,
  readCsvRows,
  type Store,
} from "../store/index.ts";
import {
  importSupervision,
  SUPERVISION_KINDS,
  type SupervisionKind,
} from "../supervision/index.ts";
import type { Invocation } from "./arguments.ts";
import { currentRegion } from "./current-region.ts";
import { placeOf } from "./house.ts";
import { note } from "./progress.ts";

const DEPOSITS = "account-deposits";
const SHOWN_REFUSALS = 50;

/** `yibao import KIND FILE`: every row in or refused with its reason; nothing half-imported. */
export async function importCommand(invocation: Invocation): Promise<number> {
  const [kind, file] = invocation.words;
  if (kind === undefined) throw missing("KIND（数据种类）");
  if (file === undefined) throw missing("CSV 文件");
  if (!knownKinds().includes(kind)) {
    const allowed = knownKinds().join("、");
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: "KIND", value: kind, allowed });
  }
  await access(file).catch(() => {
    throw new YibaoError("CASE-NOT-READABLE", { file, reason: "文件不存在或不可读" });
  });
  const store = await openStore({ ...placeOf(invocation), join: true, log: note });
  try {
    await migrate(store);
    const onlyIfClean = invocation.flags["only-if-clean"] === true;
    const result = await importFile(store, kind, file, onlyIfClean);
    report(result, invocation.json);
    return result.refused_rows === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

function missing(what: string): YibaoError {
  return new YibaoError("COMMAND-MISSING", { command: "import", what });
}

function knownKinds(): string[] {
  const kinds = [
    PEOPLE_KINDS,
    CATALOGUE_KINDS,
    LIST_KINDS,
    PROVIDERS_KINDS,
    SUPERVISION_KINDS,
  ].flatMap(Object.keys);
  return [...kinds, DEPOSITS];
}

function importFile(
  store: Store,
  kind: string,
  file: string,
  onlyIfClean: boolean,
): Promise<CsvImportResult> {
  const source = createReadStream(file);
  const options = { onlyIfClean, source: file };
  if (kind === DEPOSITS) return importDeposits(store, source, onlyIfClean);
  if (kind in PEOPLE_KINDS) return importPeople(store, kind as PeopleKind, source, options);
  if (kind in CATALOGUE_KINDS || kind in LIST_KINDS) {
    return importCatalogue(store, kind as CatalogueKind, source, options);
  }
  if (kind in SUPERVISION_KINDS) {
    return importSupervision(store, kind as SupervisionKind, source, options);
  }
  return importProviders(store, kind as ProvidersKind, source, options);
}

/** Deposits are money: they go through the ledger, each known by person, day and memo. */
async function importDeposits(
  store: Store,
  source: AsyncIterable<Uint8Array | string>,
  onlyIfClean: boolean,
): Promise<CsvImportResult> {
  const region = await currentRegion(store);
  const pools = [...new Set([...region.funds.values()].map((fund) => fund.pool))];
  await ensureAccounts(store, { region: region.code, pools });
  const deposits: ReferencedDeposit[] = [];
  const refused: CsvRefusal[] = [];
  let refusedRows = 0;
  for await (const row of readCsvRows(ACCOUNT_DEPOSIT_FORM, source)) {
    if (row.value !== null) {
      deposits.push({ ...row.value, reference: depositReference(row.value) });
    } else {
      refusedRows += 1;
      refused.push(...row.refused);
    }
  }
  const write = refusedRows === 0 || !onlyIfClean;
  const done = write
    ? await depositToAccounts(store, region, deposits)
    : { deposited: 0, repeated: 0 };
  return {
    kind: DEPOSITS,
    read: deposits.length + refusedRows,
    accepted: done.deposited,
    unchanged: done.repeated,
    refused_rows: refusedRows,
    refused,
    committed: write,
  };
}

function report(result: CsvImportResult, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const { read, accepted, unchanged, refused_rows, refused, committed } = result;
  process.stdout.write(
    `读取 ${read} 行，写入 ${accepted} 行，未变 ${unchanged} 行，拒绝 ${refused_rows} 行` +
      `${committed ? "" : "；按 --only-if-clean 未写入任何一行"}\n`,
  );
  for (const one of refused.slice(0, SHOWN_REFUSALS)) {
    process.stdout.write(`  第 ${one.row} 行 ${one.column}：${one.message}\n`);
  }
  if (refused.length > SHOWN_REFUSALS) {
    process.stdout.write(`  另有 ${refused.length - SHOWN_REFUSALS} 处，用 --json 查看全部\n`);
  }
}
