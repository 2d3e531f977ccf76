import { randomBytes } from "node:crypto";
import {
  createKeyBookCache,
  type InstitutionKey,
  insertKey,
  type KeyBook,
  type KeyFamily,
  revokeKey,
  sm2PublicKey,
} from "../gateway/index.ts";
import { type CivilDate, chinaTime, isCivilDate, YibaoError } from "../kernel/index.ts";
import { createInstitutionsCache, type Institutions } from "../providers/index.ts";
import { migrate, openStore, type Store } from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { placeOf } from "./house.ts";
import { note } from "./progress.ts";
import { textTable } from "./text-table.ts";

interface KeyHouse {
  readonly store: Store;
  readonly institutions: Institutions;
  readonly book: KeyBook;
  readonly today: CivilDate;
}

type Action = (invocation: Invocation, house: KeyHouse) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = {
  list: listKeys,
  create: createKey,
  revoke: revoke,
  "register-sm2": registerSm2,
};

/** `yibao key`: the keys by which institutions prove who they are. */
export async function keyCommand(invocation: Invocation): Promise<number> {
  const [word] = invocation.words;
  const action = ACTIONS[word ?? ""];
  if (action === undefined) {
    const what = Object.keys(ACTIONS).join("、");
    throw new YibaoError("COMMAND-MISSING", { command: "key", what });
  }
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  try {
    await migrate(store);
    const institutions = await createInstitutionsCache(store);
    const keys = await createKeyBookCache(store);
    const today = chinaTime(new Date()).slice(0, 10) as CivilDate;
    return await action(invocation, {
      store,
      institutions: institutions.value,
      book: keys.value,
      today,
    });
  } finally {
    await store.close();
  }
}

/** Both kinds in one list; secrets are never shown again. */
async function listKeys(invocation: Invocation, { institutions, book }: KeyHouse): Promise<number> {
  const wanted = textFlag(invocation, "institution");
  const registered = institutions.all
    .filter((one) => book.byAccessKey(one.access_key) === null)
    .map(({ access_key, institution_code }) => ({
      access_key,
      institution_code,
      family: "gateway",
      name: "登记时发放",
      from: "",
      to: null as string | null,
      revoked: false,
    }));
  const further = book.all.map(({ access_key, institution_code, family, name, ...key }) => ({
    access_key,
    institution_code,
    family: family as string,
    name,
    from: key.period.from as string,
    to: key.period.to as string | null,
    revoked: key.revoked,
  }));
  const keys = [...registered, ...further].filter(
    (key) => wanted === undefined || key.institution_code === wanted,
  );
  if (invocation.json) return print({ keys });
  const rows = keys.map((key) => [
    key.institution_code,
    key.access_key,
    key.family,
    key.revoked ? "已吊销" : `${key.from}～${key.to ?? ""}`,
    key.name,
  ]);
  process.stdout.write(`${textTable(rows, ["left", "left", "left", "left", "left"])}\n`);
  return 0;
}

async function createKey(invocation: Invocation, house: KeyHouse): Promise<number> {
  const family = textFlag(invocation, "family") ?? "gateway";
  if (family !== "gateway" && family !== "portal") {
    const details = { flag: "--family", value: family, allowed: "gateway、portal" };
    throw new YibaoError("COMMAND-BAD-FLAG", details);
  }
  const access_key = `${family === "gateway" ? "AK" : "PA"}${randomBytes(8).toString("hex")}`;
  const secret = randomBytes(32).toString("base64url");
  const key = newKey(invocation, house, family, access_key);
  await insertKey(house.store, { ...key, secret });
  if (invocation.json) {
    return print({ access_key, secret, family, institution_code: key.institution_code });
  }
  const [id, hidden] = family === "gateway" ? ["AK", "SK"] : ["paasid", "token"];
  process.stdout.write(`${id}  ${access_key}\n${hidden}  ${secret}\n`);
  note(`${hidden} 只显示这一次，请现在交给机构保存`);
  return 0;
}

async function registerSm2(invocation: Invocation, house: KeyHouse): Promise<number> {
  const public_key = sm2PublicKey(needed(invocation, "public-key"));
  if (public_key === null) throw new YibaoError("GATEWAY-SM2-NOT-A-KEY", {}, "--public-key");
  const access_key = `SM2${randomBytes(8).toString("hex")}`;
  const key = newKey(invocation, house, "sm2", access_key);
  await insertKey(house.store, { ...key, public_key });
  const { institution_code } = key;
  if (invocation.json) return print({ access_key, institution_code, public_key });
  process.stdout.write(`${access_key}\n`);
  note(`${institution_code} 的报文从 ${key.period.from} 起须以对应的私钥签名`);
  return 0;
}

/** A key of the registration stays where it is; that it is revoked is noted beside it. */
async function revoke(invocation: Invocation, house: KeyHouse): Promise<number> {
  const access_key = invocation.words[1];
  if (access_key === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "key", what: "ACCESS_KEY" });
  }
  const { store, institutions, today } = house;
  if (!(await revokeKey(store, access_key))) {
    const registered = institutions.byAccessKey(access_key);
    if (registered === null) throw new YibaoError("GATEWAY-KEY-UNKNOWN", { access_key });
    await insertKey(store, {
      access_key,
      institution_code: registered.institution_code,
      family: "gateway",
      name: "登记时发放",
      secret: "",
      public_key: null,
      period: { from: today, to: null },
      revoked: true,
    });
  }
  if (invocation.json) return print({ access_key, revoked: true });
  process.stdout.write(`已吊销 ${access_key}\n`);
  return 0;
}

function newKey(
  invocation: Invocation,
  { institutions, today }: KeyHouse,
  family: KeyFamily,
  access_key: string,
): InstitutionKey {
  const institution = needed(invocation, "institution");
  if (institutions.byCode(institution) === null) {
    throw new YibaoError("GATEWAY-INSTITUTION-UNKNOWN", { institution });
  }
  const from = dateFlag(invocation, "from") ?? today;
  const to = dateFlag(invocation, "to");
  if (to !== null && to <= from) {
    const allowed = `晚于 ${from} 的日期`;
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--to", value: to, allowed });
  }
  return {
    access_key,
    institution_code: institution,
    family,
    name: textFlag(invocation, "name") ?? "",
    secret: null,
    public_key: null,
    period: { from, to },
    revoked: false,
  };
}

function needed(invocation: Invocation, flag: string): string {
  const value = textFlag(invocation, flag);
  if (value === undefined) {
    throw new YibaoError("COMMAND-MISSING", { command: "key", what: `--${flag}` });
  }
  return value;
}

function dateFlag(invocation: Invocation, flag: string): CivilDate | null {
  const value = textFlag(invocation, flag);
  if (value === undefined) return null;
  if (isCivilDate(value)) return value;
  const allowed = "日期，如 2023-06-01";
  throw new YibaoError("COMMAND-BAD-FLAG", { flag: `--${flag}`, value, allowed });
}

function print(answer: unknown): number {
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return 0;
}
