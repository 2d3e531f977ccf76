import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { LENIENT, publishText, withNotice } from "../../test/support/pack-notice.ts";
import type { CivilDate } from "../kernel/index.ts";
import {
  type PackText,
  policyOn,
  type Region,
  readPackTexts,
  regionFromTexts,
} from "../policy/index.ts";
import {
  type CheckReport,
  checkVersion,
  draftPack,
  listVersions,
  type PackJudge,
  publishedRegion,
  publishVersion,
  readTexts,
  recordShipped,
  regionAsKnownAt,
  regionOfVersion,
  regionToSettleBy,
  reviewVersion,
  versionMeant,
  withdrawVersion,
} from "./index.ts";

// Goal: a text becomes law only by check, another person's word and publication; what was known
// at a moment, and what decided a settlement, can be asked for ever.

const NOW = new Date("2026-11-22T02:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const SHIPPED_TEXTS = readPackTexts("430400");
const [NATIONAL, PROVINCE, CITY] = SHIPPED_TEXTS as [PackText, PackText, PackText];
const CAP = "employee_pool_cap";

let database: FreshDatabase;

async function begin(): Promise<void> {
  await database?.drop();
  database = await freshDatabase();
  await recordShipped(database.store, SHIPPED_TEXTS, NOW);
}
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

function cityCap(value: number, from = "2027-01-01"): PackText {
  return withNotice(CITY, { parameter: CAP, from, says: `value: ${value}` });
}

function draft(text: PackText, by = "张起草", now = later(1)) {
  return draftPack(database.store, { text, parent_hash: null, by, note: "测试", now });
}

function step(content_hash: string, by: string, now = later(2)) {
  return { content_hash, by, now };
}

function publishing(content_hash: string, from: string, retroactive_reason: string | null = null) {
  return { ...step(content_hash, "王发布", later(5)), from: from as CivilDate, retroactive_reason };
}

async function approved(text: PackText): Promise<string> {
  const { content_hash } = (await draft(text)).version;
  await checkVersion(database.store, step(content_hash, "张起草"), LENIENT);
  const review = { ...step(content_hash, "李审核"), decision: "approve", reason: "同意" } as const;
  await reviewVersion(database.store, review);
  return content_hash;
}

/** The value that a region gives to the cap on a day, as a person reads it. */
function capOn(region: Region, day: string): string {
  const view = policyOn(region, day as CivilDate, null);
  const layers = view.benefits.flatMap((benefit) => benefit.layers);
  const found = layers.flatMap((layer) => layer.parameters).find(({ name }) => name === CAP);
  return found?.rows[0]?.value ?? "";
}

const CLEAN: CheckReport = {
  checker_version: "c1",
  errors: [],
  warnings: [],
  changed_before: [],
};

function saying(findings: Partial<CheckReport>): PackJudge {
  return { check: async () => ({ ...CLEAN, ...findings }) };
}

function code(name: string) {
  return expect.objectContaining({ code: name });
}

describe("the packs that come with the program", () => {
  beforeEach(begin);

  test("begin the library as published, visibly shipped, and make up the same region", async () => {
    const versions = await listVersions(database.store, {
      region_code: "430400",
      before: null,
      limit: 10,
    });
    expect(versions).toMatchObject([
      {
        version_number: 1,
        state: "published",
        author: "shipped",
        publication: { by: "shipped", at: "2026-11-22 10:00:00", effective_from: null },
        superseded_by: null,
      },
    ]);
    const found = await publishedRegion(database.store, "430400");
    expect(found?.region.version).toBe(regionFromTexts(SHIPPED_TEXTS).version);
    expect(found?.pack_hashes).toHaveLength(3);
    expect(await publishedRegion(database.store, "430100")).toBeNull();
  });

  test("are taken once; a newer text of the program is named and not taken", async () => {
    expect((await recordShipped(database.store, SHIPPED_TEXTS, later(1))).newer).toEqual([]);
    const upgraded = [NATIONAL, PROVINCE, cityCap(200_000)];
    expect(await recordShipped(database.store, upgraded, later(1))).toEqual({
      region_code: "430400",
      newer: ["430400"],
    });
    const { region } = await regionAsKnownAt(database.store, "430400", null);
    expect(capOn(region, "2027-06-01")).toBe("150,000 元");
    await draft(cityCap(200_000));
    expect((await recordShipped(database.store, upgraded, later(2))).newer).toEqual([]);
  });

  test("several servers that begin at once make one library", async () => {
    await database.drop();
    database = await freshDatabase();
    const begins = [1, 2, 3, 4].map(() => recordShipped(database.store, SHIPPED_TEXTS, NOW));
    for (const { newer } of await Promise.all(begins)) expect(newer).toEqual([]);
    const { rows } = await database.store.query(
      "select count(*) as n from policy_library.pack_event",
    );
    expect(rows).toEqual([{ n: 3 }]);
  });
});

describe("a version on its way", () => {
  beforeAll(begin);

  test("goes from draft to publication, and each step is told of it", async () => {
    const { version, repeated } = await draft(cityCap(180_000));
    expect(repeated).toBe(false);
    expect(version).toMatchObject({
      version_number: 2,
      state: "drafted",
      author: "张起草",
      note: "测试",
    });
    const { content_hash } = version;
    const judge = saying({ warnings: ["注意"] });
    const checked = await checkVersion(database.store, step(content_hash, "张起草"), judge);
    expect(checked.version).toMatchObject({
      state: "checked",
      check: { checker_version: "c1", error_count: 0, warning_count: 1, findings: ["注意"] },
    });
    const review = {
      ...step(content_hash, "李审核"),
      decision: "approve",
      reason: "同意",
    } as const;
    expect(await reviewVersion(database.store, review)).toMatchObject({
      state: "approved",
      review: { by: "李审核", decision: "approve", reason: "同意" },
    });
    const asked = publishing(content_hash, "2027-01-01");
    const published = await publishVersion(database.store, asked, judge);
    expect(published).toMatchObject({
      repeated: false,
      version: {
        state: "published",
        publication: { by: "王发布", effective_from: "2027-01-01", retroactive_reason: null },
      },
    });
    expect(await publishVersion(database.store, asked, judge)).toMatchObject({ repeated: true });
    const [, first] = await listVersions(database.store, {
      region_code: "430400",
      before: null,
      limit: 10,
    });
    expect(first).toMatchObject({
      state: "superseded",
      superseded_by: { version_number: 2, content_hash, at: "2026-11-22 10:05:00" },
    });
  });

  test("the same text again is the same version, and its bytes come back", async () => {
    const first = await draft(cityCap(190_000));
    const again = await draft(cityCap(190_000), "赵另一", later(3));
    expect(again).toEqual({ version: first.version, repeated: true });
    const [text] = await readTexts(database.store, [first.version.content_hash]);
    expect(text).toEqual(cityCap(190_000));
    await withdrawVersion(database.store, {
      ...step(first.version.content_hash, "张起草"),
      reason: "不用了",
    });
    const back = await draft(cityCap(190_000), "赵另一", later(4));
    expect(back).toMatchObject({
      repeated: false,
      version: {
        state: "drafted",
        author: "张起草",
        redrafted: { by: "赵另一", at: "2026-11-22 10:05:00" },
        publication: null,
        earlier_publication: null,
      },
    });
    expect(back.version.version_number).toBe(first.version.version_number);
  });

  test("a published text handed in again keeps its author and what it was", async () => {
    const again = await draft(SHIPPED_TEXTS[2] as PackText, "张再提", later(6));
    expect(again).toMatchObject({
      repeated: false,
      version: {
        version_number: 1,
        state: "drafted",
        author: "shipped",
        redrafted: { by: "张再提", at: "2026-11-22 10:06:00" },
        publication: null,
        earlier_publication: { by: "shipped", at: "2026-11-22 10:00:00" },
      },
    });
    const filter = { region_code: "430400", before: null, limit: 10, published: true };
    expect((await listVersions(database.store, filter)).at(-1)).toMatchObject({
      state: "superseded",
      redrafted: null,
      publication: { by: "shipped" },
      superseded_by: { version_number: 2 },
    });
    const { content_hash } = again.version;
    await withdrawVersion(database.store, { ...step(content_hash, "张再提"), reason: "不用了" });
  });

  test("is meant by its number or the beginning of its hash", async () => {
    const one = await versionMeant(database.store, "430400", "2");
    const same = await versionMeant(database.store, "430400", one.content_hash.slice(0, 8));
    expect(same).toEqual(one);
    for (const word of ["99", "abc", one.content_hash.slice(0, 5), "zzzzzz"]) {
      const meant = versionMeant(database.store, "430400", word);
      await expect(meant, word).rejects.toThrow(code("LIBRARY-NO-SUCH-VERSION"));
    }
  });

  test("nobody reviews an own draft, nobody reviews the unchecked", async () => {
    const { content_hash } = (await draft(cityCap(170_000))).version;
    const review = {
      ...step(content_hash, "李审核"),
      decision: "approve",
      reason: "同意",
    } as const;
    await expect(reviewVersion(database.store, review)).rejects.toThrow(code("LIBRARY-STATE"));
    await checkVersion(database.store, step(content_hash, "张起草"), LENIENT);
    const own = reviewVersion(database.store, { ...review, by: "张起草" });
    await expect(own).rejects.toThrow(code("LIBRARY-OWN-REVIEW"));
    const refused = { ...review, decision: "refuse", reason: "比例有误" } as const;
    expect(await reviewVersion(database.store, refused)).toMatchObject({ state: "refused" });
    const publish = publishVersion(database.store, publishing(content_hash, "2027-02-01"), LENIENT);
    await expect(publish).rejects.toThrow(code("LIBRARY-STATE"));
  });

  test("what is found faulty is kept with its findings, and goes no further", async () => {
    const { content_hash } = (await draft(cityCap(160_000))).version;
    const errors = Array.from({ length: 30 }, (_, index) => `错误${index}`);
    const judge = saying({ errors });
    const { version, report } = await checkVersion(database.store, step(content_hash, "张"), judge);
    expect(report.errors).toHaveLength(30);
    expect(version).toMatchObject({ state: "faulty", check: { error_count: 30 } });
    expect(version.check?.findings).toHaveLength(20);
    const review = { ...step(content_hash, "李审核"), decision: "approve", reason: "" } as const;
    await expect(reviewVersion(database.store, review)).rejects.toThrow(code("LIBRARY-STATE"));
  });

  test("a text that cannot be loaded leaves nothing behind", async () => {
    const counting = "select count(*) as n from policy_library.pack_version";
    const before = await database.store.query(counting);
    const bad = withNotice(CITY, { parameter: CAP, from: "2027-01-01", says: "value: viel" });
    await expect(draft(bad)).rejects.toThrow(/parameters\.yaml:\d+/);
    const orphan = { folder: "430100-x", files: { "region.yaml": ORPHAN } };
    await expect(draft(orphan)).rejects.toThrow(code("LIBRARY-NOTHING-PUBLISHED"));
    expect((await database.store.query(counting)).rows).toEqual(before.rows);
  });

  test("no row is edited or removed", async () => {
    for (const table of ["pack_version", "pack_event", "region_version"]) {
      const update = `update policy_library.${table} set recorded_at = now()`;
      for (const sql of [update, `delete from policy_library.${table}`]) {
        await expect(database.store.query(sql), sql).rejects.toThrow("append-only");
      }
      const truncate = database.store.query(`truncate policy_library.${table} cascade`);
      await expect(truncate).rejects.toThrow("append-only");
    }
  });
});

const ORPHAN = `region:
  code: "430100"
  name: 虚构市
  parent: "430900"
`;

describe("publication is refused", () => {
  beforeAll(begin);

  test("for today or a day past, unless a reason is given, which is shown", async () => {
    const hash = await approved(cityCap(180_000, "2026-12-01"));
    for (const day of ["2026-11-22", "2026-10-01"]) {
      const publish = publishVersion(database.store, publishing(hash, day), LENIENT);
      await expect(publish).rejects.toThrow(code("LIBRARY-DAY-NOT-AHEAD"));
    }
    const asked = publishing(hash, "2026-11-22", "省局通知当日执行");
    const { version } = await publishVersion(database.store, asked, LENIENT);
    expect(version.publication).toMatchObject({
      effective_from: "2026-11-22",
      retroactive_reason: "省局通知当日执行",
    });
    const other = publishVersion(database.store, publishing(hash, "2027-01-01"), LENIENT);
    await expect(other).rejects.toThrow(code("LIBRARY-STATE"));
  });

  test("with errors, with another answer before the day, with a fund gone", async () => {
    const hash = await approved(cityCap(175_000));
    const asked = publishing(hash, "2027-01-01");
    const unsound = saying({ errors: ["有缺口"] });
    const faulty = publishVersion(database.store, asked, unsound);
    await expect(faulty).rejects.toThrow(code("LIBRARY-NOT-SOUND"));
    const seen: string[] = [];
    const judge: PackJudge = {
      check: async (region, against) => {
        seen.push(against?.region.version ?? "", region.version, against?.from ?? "");
        return { ...CLEAN, changed_before: ["2026-05-01 的一张账单"] };
      },
    };
    const changed = publishVersion(database.store, asked, judge);
    await expect(changed).rejects.toThrow(code("LIBRARY-EARLIER-ANSWER"));
    const { region } = await regionAsKnownAt(database.store, "430400", null);
    expect(seen[0]).toBe(region.version);
    expect([seen[0] !== seen[1], seen[2]]).toEqual([true, "2027-01-01"]);
    const moved = NATIONAL.files["region.yaml"] as string;
    const files = {
      ...NATIONAL.files,
      "region.yaml": moved.replaceAll("civil-servant", "mandarin"),
    };
    const gone = await approved({ ...NATIONAL, files });
    const publish = publishVersion(database.store, publishing(gone, "2027-01-01"), LENIENT);
    await expect(publish).rejects.toThrow(code("LIBRARY-FUND-GONE"));
  });

  test("of two drafts on the same base the second must take in the first", async () => {
    const [one, two] = [await approved(cityCap(171_000)), await approved(cityCap(172_000))];
    const both = await Promise.allSettled(
      [one, two].map((hash) =>
        publishVersion(database.store, publishing(hash, "2027-01-01"), LENIENT),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(lost.reason.code).toMatch(/^LIBRARY-(BASE-SUPERSEDED|CHANGED-MEANWHILE)$/);
    const loser = both[0] === lost ? one : two;
    const again = publishVersion(database.store, publishing(loser, "2027-01-01"), LENIENT);
    await expect(again).rejects.toThrow(code("LIBRARY-BASE-SUPERSEDED"));
    const checking = checkVersion(database.store, step(loser, "张起草"), LENIENT);
    await expect(checking).rejects.toThrow(code("LIBRARY-STATE"));
    // Drafted again on what is published now, the same text goes the whole way once more.
    const text = cityCap(both[0] === lost ? 171_000 : 172_000);
    const rebased = await draft(text);
    expect(rebased).toMatchObject({ repeated: false, version: { state: "drafted" } });
    expect(rebased.version.check).toBeNull();
    const version = await publishText(database.store, text, { now: later(9), from: "2027-02-01" });
    expect(version.state).toBe("published");
  });

  test("when another publication came between proof and lock", async () => {
    const hash = await approved(cityCap(166_000));
    const other = withNotice(PROVINCE, ZERO);
    const judge: PackJudge = {
      check: async () => {
        await publishText(database.store, other, { now: later(10), from: "2027-03-01" });
        return CLEAN;
      },
    };
    const publish = publishVersion(database.store, publishing(hash, "2027-03-01"), judge);
    await expect(publish).rejects.toThrow(code("LIBRARY-CHANGED-MEANWHILE"));
    const { version } = await publishVersion(
      database.store,
      publishing(hash, "2027-03-01"),
      LENIENT,
    );
    expect(version.state).toBe("published");
  });
});

const ZERO = {
  file: "choices.yaml",
  parameter: "critical_illness_bands_from",
  from: "2027-03-01",
  says: "value: zero",
};

describe("what was known, and what is effective", () => {
  beforeAll(begin);

  test("a day is answered by what was published at the moment asked", async () => {
    const text = cityCap(180_000);
    await publishText(database.store, text, { now: later(60), from: "2027-01-01" });
    const known = async (at: Date, day: string) =>
      capOn((await regionAsKnownAt(database.store, "430400", at)).region, day);
    expect(await known(later(59), "2027-06-01")).toBe("150,000 元");
    expect(await known(later(60), "2027-06-01")).toBe("180,000 元");
    expect(await known(later(60), "2026-12-31")).toBe("150,000 元");
    const early = regionAsKnownAt(database.store, "430400", later(-1));
    await expect(early).rejects.toThrow(code("LIBRARY-NOTHING-PUBLISHED"));
    const mistyped = regionAsKnownAt(database.store, "430499", null);
    await expect(mistyped).rejects.toThrow(/^(?=.*目前没有)(?=.*430400（)(?!.*在 现在)/);
  });

  test("a parent's publication reaches the children, unless they name a version", async () => {
    const before = await regionAsKnownAt(database.store, "430400", null);
    const seen: string[] = [];
    const judge: PackJudge = {
      check: async (region) => {
        seen.push(region.code);
        return CLEAN;
      },
    };
    const province = withNotice(PROVINCE, ZERO);
    const publishing = { now: later(70), from: "2027-03-01", judge };
    const { content_hash } = await publishText(database.store, province, publishing);
    // Judged through the city that lies over it: when checked and again when published.
    expect(seen).toEqual(["430400", "430400"]);
    const after = await regionAsKnownAt(database.store, "430400", null);
    expect(after.pack_hashes[1]).toBe(content_hash);
    expect(after.region.version).not.toBe(before.region.version);
    const pinned = await draftPack(database.store, {
      text: cityCap(180_000),
      parent_hash: before.pack_hashes[1] as string,
      by: "张起草",
      note: null,
      now: later(71),
    });
    expect(pinned.version.parent_hash).toBe(before.pack_hashes[1]);
    const next = withNotice(province, { ...ZERO, from: "2028-01-01" });
    const draftParent = (await draft(next)).version;
    const around = draftPack(database.store, {
      text: CITY,
      parent_hash: draftParent.content_hash,
      by: "张起草",
      note: null,
      now: later(72),
    });
    await expect(around).rejects.toThrow(code("LIBRARY-NO-SUCH-VERSION"));
  });

  test("the region of a stored version is that of its texts", async () => {
    const { region, pack_hashes } = await regionAsKnownAt(database.store, "430400", null);
    await regionToSettleBy(database.store, "430400", NOW);
    const found = await regionOfVersion(database.store, region.version);
    expect(found.pack_hashes).toEqual(pack_hashes);
    expect(found.region.version).toBe(region.version);
    const unknown = regionOfVersion(database.store, "0000000000000000");
    await expect(unknown).rejects.toThrow(code("LIBRARY-REGION-VERSION-UNKNOWN"));
  });
});
