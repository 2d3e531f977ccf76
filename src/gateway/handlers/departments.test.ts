import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Changes, message } from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3 } from "../../../test/support/small-region.ts";
import { departmentMessages } from "../fixtures/valid-messages/departments.ts";
import { refusalProblems } from "./fixtures/refusal.ts";

// Goal: an institution's departments are what it said last, nothing of what it said before is
// lost, and nobody else sees or changes them.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(() => platform.close());
afterEach(() => {
  platform.now = new Date("2023-06-15T02:00:00Z");
});

const UPLOAD = departmentMessages["3401"].deptinfo;

function upload(changes: Changes = {}, infno: "3401" | "3402" = "3401", institution = LEVEL3) {
  const deptinfo = { ...UPLOAD, ...changes } as never;
  return platform.hospital(institution).call(infno, { deptinfo });
}

function withdraw(changes: Changes = {}, institution = LEVEL3) {
  const data = { ...departmentMessages["3403"].data, ...changes } as never;
  return platform.hospital(institution).call("3403", { data });
}

async function departments(institution = LEVEL3) {
  return (await platform.hospital(institution).call("5101", { data: {} } as never)).feedetail;
}

async function refused(code: string, asking: () => Promise<unknown>): Promise<void> {
  const before = await platform.rowCounts();
  await expect(asking()).rejects.toThrow();
  expect(platform.refusals.at(-1)).toBe(code);
  expect(refusalProblems(platform.answers.at(-1) as string)).toEqual([]);
  expect(await platform.rowCounts()).toEqual(before);
}

describe("3401, 3402, 3403, 5101", () => {
  test("upload, change, withdrawal, and upload again", async () => {
    await upload();
    const [made] = await departments();
    expect(made).toEqual({ ...UPLOAD, endtime: "" });
    await refused("PROVIDERS-DEPARTMENT-EXISTS", () => upload());
    const change = { begntime: "2023-06-10 08:00:00", hosp_dept_name: "演示大内科" };
    await upload({ ...change, aprv_bed_cnt: 45, endtime: "2023-12-31 23:59:59" }, "3402");
    expect(await departments()).toMatchObject([
      { ...change, aprv_bed_cnt: 45, endtime: "2023-12-31 23:59:59" },
    ]);
    await refused("PROVIDERS-DEPARTMENT-BACKWARDS", () =>
      upload({ begntime: "2023-06-09 00:00:00" }, "3402"),
    );
    await refused("PROVIDERS-DEPARTMENT-PERIOD", () =>
      upload({ begntime: "2023-06-11 00:00:00", endtime: "2023-06-10 00:00:00" }, "3402"),
    );
    await refused("PROVIDERS-DEPARTMENT-COUNT", () => upload({ nurs_psncnt: -1 }, "3402"));
    await refused("PROVIDERS-DEPARTMENT-NAME-DIFFERS", () => withdraw());
    const named = { hosp_dept_name: "演示大内科" };
    await refused("PROVIDERS-DEPARTMENT-BEGIN-DIFFERS", () => withdraw(named));
    await refused("PROVIDERS-DEPARTMENT-UNKNOWN", () => withdraw(named, LEVEL2));
    await withdraw({ ...named, begntime: "2023-06-10" });
    expect(await departments()).toEqual([]);
    await refused("PROVIDERS-DEPARTMENT-UNKNOWN", () => withdraw(named));
    await refused("PROVIDERS-DEPARTMENT-UNKNOWN", () => upload({}, "3402"));
    await upload({ begntime: "2023-06-15 00:00:00" });
    expect(await departments()).toHaveLength(1);
    expect(await departments(LEVEL2)).toEqual([]);
    const { rows } = await platform.store.query(
      `select act, name from providers.department_version where department_code = 'D01'
        order by version`,
    );
    expect(rows).toEqual([
      { act: "upload", name: "演示内科" },
      { act: "change", name: "演示大内科" },
      { act: "withdraw", name: "演示大内科" },
      { act: "upload", name: "演示内科" },
    ]);
  });

  test("3401A: all of them or none", async () => {
    const hospital = platform.hospital(LEVEL2);
    const { deptinfo } = departmentMessages["3401A"];
    const twice = { deptinfo: [...deptinfo, deptinfo[0]] } as never;
    await refused("PROVIDERS-DEPARTMENT-TWICE", () => hospital.call("3401A", twice));
    await expect(hospital.call("3401A", twice)).rejects.toThrow("第 3 行");
    await hospital.call("3401A", { deptinfo } as never);
    expect((await departments(LEVEL2)).map((one) => one.hosp_dept_codg)).toEqual(["D11", "D12"]);
    await refused("PROVIDERS-DEPARTMENT-EXISTS", () =>
      hospital.call("3401A", {
        deptinfo: [{ ...deptinfo[0], hosp_dept_codg: "D13" }, deptinfo[1]],
      } as never),
    );
  });

  test("the same message again gets the same answer; other content is refused", async () => {
    const bodies = [
      message("3401", { deptinfo: { ...UPLOAD, hosp_dept_codg: "D20" } }),
      message("3401A", { deptinfo: [{ ...UPLOAD, hosp_dept_codg: "D21" }] }),
      message("3402", {
        deptinfo: { ...UPLOAD, hosp_dept_codg: "D20", begntime: "2023-06-12 00:00:00" },
      }),
      message("3403", {
        data: { hosp_dept_codg: "D21", hosp_dept_name: "演示内科", begntime: "2023-06-01" },
      }),
    ];
    for (const body of bodies) {
      const first = await platform.send(body);
      expect(JSON.parse(first)).toMatchObject({ infcode: "0" });
      const counts = await platform.rowCounts();
      expect(await platform.send(body)).toBe(first);
      expect(await platform.rowCounts()).toEqual(counts);
      const { infno, input } = body as { infno: string; input: object };
      const [node, rows] = Object.entries(input)[0] as [string, object];
      const [row] = [rows].flat() as object[];
      const other = { ...row, hosp_dept_name: "别的科室" };
      const changed = { ...body, input: { [node]: infno === "3401A" ? [other] : other } };
      expect(await platform.send(changed)).toContain("内容不同");
    }
  });

  test("5101 is answered whether data repeats the envelope, is empty or is left out", async () => {
    for (const input of [{ data: {} }, {}, { data: { infno: "5101", fixmedins_code: LEVEL3 } }]) {
      const answer = JSON.parse(await platform.send(message("5101", input)));
      expect(answer.output.feedetail.length).toBeGreaterThan(0);
    }
  });
});

describe("5102", () => {
  test("the institution's own staff of the day, by type and whatever else is asked", async () => {
    const asked = async (changes: Changes = {}, institution = LEVEL3) => {
      const data = { ...departmentMessages["5102"].data, ...changes };
      return (await platform.hospital(institution).call("5102", { data } as never)).feedetail;
    };
    expect(await asked()).toEqual([
      {
        psn_cert_type: "01",
        certno: "999999197001010001",
        prac_psn_no: "",
        prac_psn_code: "D430400000001",
        prac_psn_name: "演示医生",
        prac_psn_type: "1",
        prac_psn_cert: "",
        prac_cert_no: "",
        hi_dr_flag: "1",
        begntime: "2022-01-01 00:00:00",
        endtime: "",
        chg_rea: "",
      },
    ]);
    expect(await asked({ prac_psn_type: "2" })).toMatchObject([{ hi_dr_flag: "0" }]);
    expect(await asked({ prac_psn_name: "演示医" })).toEqual([]);
    expect(await asked({ certno: "999999197001010001", psn_cert_type: "01" })).toHaveLength(1);
    expect(await asked({ prac_psn_code: "D430400000003" })).toEqual([]);
    expect(await asked({ prac_psn_code: "D430400000003" }, LEVEL2)).toHaveLength(1);
    platform.now = new Date("2022-12-31T02:00:00Z");
    const [, left] = await asked();
    expect(left).toMatchObject({
      prac_psn_name: "演示离职医生",
      endtime: "2022-12-31 23:59:59",
    });
  });
});
