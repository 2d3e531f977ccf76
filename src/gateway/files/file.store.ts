import { addDays, type CivilDate, chinaTime, YibaoError } from "../../kernel/index.ts";
import { type Background, inBackground, type Runner, type Store } from "../../store/index.ts";
import { quoted } from "../wire-value.ts";

/** Files of the interface: written by 9101 and by transactions that answer with one. */

/** Owner of the files that every institution may download. */
export const EVERYBODY = "plc";

/** A file has its last download this many days after the day it was written. */
export const DOWNLOAD_DAYS = 7;

/** What one file may weigh; an institution's own is bounded by its message already. */
export const FILE_BYTES_MAX = 64 * 1_048_576;

export interface NewFile {
  readonly institution_code: string;
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly now: Date;
}

/** How a file is asked for, and the last day on which it is given. */
export interface FileTicket {
  readonly file_query_no: string;
  readonly download_until: CivilDate;
}

export interface KeptFile {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly download_until: CivilDate;
}

/** 30 characters that cannot be guessed: for a GET download the number alone is the ticket. */
const FILE_NO = "$4 || left(replace(gen_random_uuid()::text, '-', ''), 22)";

/**
 * Keeps a file of an institution.
 * @throws YibaoError GATEWAY-FILE-EMPTY | GATEWAY-FILE-TOO-LARGE
 */
export async function writeFile(runner: Runner, file: NewFile): Promise<FileTicket> {
  return insertFile(runner, file, null);
}

/** A file that is made once and given to many. */
export interface MadeFile extends NewFile {
  /** What it holds: files of the same are one file. */
  readonly made_of: string;
  readonly row_count: number;
}

export interface MadeFileTicket extends FileTicket {
  readonly row_count: number;
}

/** Keeps a made file: of two made at once of the same thing, the first stays for both. */
export async function writeMadeFile(runner: Runner, file: MadeFile): Promise<MadeFileTicket> {
  const { file_query_no, download_until } = await insertFile(runner, file, file);
  return { file_query_no, download_until, row_count: file.row_count };
}

async function insertFile(
  runner: Runner,
  { institution_code, filename, bytes, now }: NewFile,
  made: MadeFile | null,
): Promise<FileTicket> {
  if (bytes.length === 0) throw new YibaoError("GATEWAY-FILE-EMPTY", {}, FILE_FIELD);
  if (bytes.length > FILE_BYTES_MAX) {
    const limit = FILE_BYTES_MAX / 1_048_576;
    throw new YibaoError("GATEWAY-FILE-TOO-LARGE", { limit }, FILE_FIELD);
  }
  const today = chinaTime(now).slice(0, 10) as CivilDate;
  const { rows } = await runner.query<FileTicket>(
    `insert into gateway.file
       (file_no, institution_code, filename, bytes, created_at, download_until, made_of, row_count)
     values (${FILE_NO}, $1, $2, $3, $5, $6, $7, $8)
     on conflict (made_of) do update set made_of = excluded.made_of
     returning file_no as file_query_no, download_until`,
    [
      institution_code,
      filename,
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      today.replaceAll("-", ""),
      now,
      addDays(today, DOWNLOAD_DAYS),
      made?.made_of ?? null,
      made?.row_count ?? null,
    ],
  );
  return rows[0] as FileTicket;
}

const FILE_FIELD = "fsUploadIn.in（文件数据）";

/** The ticket of a file made before of the same thing, or null. */
export async function findMadeFile(
  runner: Runner,
  made_of: string,
): Promise<MadeFileTicket | null> {
  const { rows } = await runner.query<MadeFileTicket>(
    `select file_no as file_query_no, download_until, row_count from gateway.file
      where made_of = $1`,
    [made_of],
  );
  return rows[0] ?? null;
}

/** Bytes come as text from the database: more at once keep everybody waiting. */
const READ_AT_ONCE = 1_048_576;

/** A file of an owner by its number, expired or not; null when the owner has no such file. */
export async function readFile(
  runner: Runner,
  owner: string,
  file_query_no: string,
): Promise<KeptFile | null> {
  const { rows } = await runner.query<KeptFile & { readonly length: number }>(
    `select filename, download_until, length(bytes) as length,
            substring(bytes from 1 for ${READ_AT_ONCE}) as bytes
       from gateway.file where file_no = $1 and institution_code in ($2, $3)`,
    [file_query_no, owner, EVERYBODY],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const { length, ...file } = first;
  const parts = [file.bytes];
  for (let from = READ_AT_ONCE; from < length; from += READ_AT_ONCE) {
    const part = await runner.query<Pick<KeptFile, "bytes">>(
      `select substring(bytes from $2::int for ${READ_AT_ONCE}) as bytes
         from gateway.file where file_no = $1`,
      [file_query_no, from + 1],
    );
    // Removed meanwhile, on the day after its last.
    if (part.rows[0] === undefined) return null;
    parts.push(part.rows[0].bytes);
  }
  return { ...file, bytes: parts.length === 1 ? file.bytes : Buffer.concat(parts) };
}

/**
 * A file that an institution may have today: its own or everybody's.
 * @throws YibaoError GATEWAY-FILE-UNKNOWN | GATEWAY-FILE-EXPIRED
 */
export async function usableFile(
  runner: Runner,
  institution_code: string,
  file_query_no: string,
  now: Date,
): Promise<KeptFile> {
  const file = await readFile(runner, institution_code, file_query_no);
  const file_no = quoted(file_query_no);
  if (file === null) throw new YibaoError("GATEWAY-FILE-UNKNOWN", { file_no }, "file_qury_no");
  const { download_until } = file;
  if (chinaTime(now).slice(0, 10) > download_until) {
    throw new YibaoError("GATEWAY-FILE-EXPIRED", { file_no, download_until }, "file_qury_no");
  }
  return file;
}

/** Whose a file is, or null when there is none of this number. */
export async function ownerOfFile(runner: Runner, file_query_no: string): Promise<string | null> {
  const { rows } = await runner.query<{ owner: string }>(
    "select institution_code as owner from gateway.file where file_no = $1",
    [file_query_no],
  );
  return rows[0]?.owner ?? null;
}

const REMOVED_AT_ONCE = 200;

/** Removes files past their last day by the database's clock, some at a time. Returns how many. */
export async function removeExpiredFiles(runner: Runner): Promise<number> {
  const { rowCount } = await runner.query(
    `delete from gateway.file where file_no in
       (select file_no from gateway.file where download_until < current_date
         order by download_until limit $1)`,
    [REMOVED_AT_ONCE],
  );
  return rowCount ?? 0;
}

/** Removes expired files in the background until stopped; `stop` waits for the round under way. */
export function startFileCleaning(store: Store, intervalMilliseconds: number): Background {
  return inBackground({
    async round(stopped) {
      try {
        while (!stopped() && (await removeExpiredFiles(store)) === REMOVED_AT_ONCE);
      } catch (error) {
        store.log(`清理过期文件失败，稍后再试：${(error as Error).message}`);
      }
    },
    delay: () => intervalMilliseconds,
  });
}
