import { type CivilDate, chinaTime, YibaoError } from "../../kernel/index.ts";
import {
  type DepartmentFacts,
  type DepartmentVersion,
  enterDepartments,
  listDepartments,
  listPractitioners,
  type Practitioner,
  withdrawDepartment,
} from "../../providers/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { Input3401, Input3402, Output5101, Output5102 } from "../message-types.ts";
import { changeOnce } from "./receipt.store.ts";
import type { HandlerServices } from "./services.ts";
import { flag, lastDay } from "./wire-codes.ts";

type Departments = "3401" | "3401A" | "3402" | "3403" | "5101" | "5102";

/**
 * 3401–3403, 5101: an institution's departments, each act a version of its own; 5102: its staff,
 * who come from the register of practice by import. An institution sees and changes only its own.
 */
export function departmentHandlers({ store }: HandlerServices): Pick<Handlers, Departments> {
  return {
    "3401": async (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const rows = [departmentFacts(request.input.deptinfo)];
        await enterDepartments(transaction, "upload", actorOf(request), rows);
        return null;
      }),

    "3401A": async (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const rows = request.input.deptinfo.map(departmentFacts);
        await enterDepartments(transaction, "upload", actorOf(request), rows);
        return null;
      }),

    "3402": async (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const rows = [departmentFacts(request.input.deptinfo)];
        await enterDepartments(transaction, "change", actorOf(request), rows);
        return null;
      }),

    "3403": async (request) =>
      changeOnce(store, request.receipt, async (transaction) => {
        const { hosp_dept_codg, hosp_dept_name, begntime } = request.input.data;
        await withdrawDepartment(transaction, actorOf(request), {
          department_code: hosp_dept_codg,
          name: hosp_dept_name,
          begin_on: begntime,
        });
        return null;
      }),

    "5101": async ({ institution_code }) => {
      const departments = await listDepartments(store, institution_code);
      return { feedetail: departments.map(departmentRow) };
    },

    "5102": async ({ institution_code, received_at, input: { data } }) => {
      const rows = await listPractitioners(store, {
        institution_code,
        day: chinaTime(received_at).slice(0, 10) as CivilDate,
        type: data.prac_psn_type,
        certificate_type: data.psn_cert_type,
        certificate_no: data.certno,
        name: data.prac_psn_name,
        practitioner_code: data.prac_psn_code,
      });
      return { feedetail: rows.map(practitionerRow) };
    },
  };
}

function actorOf({ institution_code, received_at }: ParsedRequest) {
  return { institution_code, recorded_at: chinaTime(received_at) };
}

const COUNTS = [
  "aprv_bed_cnt",
  "hi_crtf_bed_cnt",
  "dr_psncnt",
  "phar_psncnt",
  "nurs_psncnt",
  "tecn_psncnt",
] as const;

/** @throws YibaoError PROVIDERS-DEPARTMENT-COUNT */
function departmentFacts(sent: Input3401["deptinfo"] | Input3402["deptinfo"]): DepartmentFacts {
  const { hosp_dept_codg, hosp_dept_name, caty, begntime, endtime, ...details } = sent;
  for (const name of COUNTS) {
    const count = details[name] ?? 0;
    if (count < 0)
      throw new YibaoError("PROVIDERS-DEPARTMENT-COUNT", { count }, `deptinfo.${name}`);
  }
  return {
    department_code: hosp_dept_codg,
    name: hosp_dept_name,
    specialty: caty,
    begin_at: begntime,
    end_at: endtime ?? null,
    details,
  };
}

function departmentRow(department: DepartmentVersion): Output5101["feedetail"][number] {
  const { department_code, name, specialty, begin_at, end_at, details } = department;
  return {
    ...(details as Pick<Output5101["feedetail"][number], "dept_resper_name" | "dept_resper_tel">),
    hosp_dept_codg: department_code,
    hosp_dept_name: name,
    caty: specialty,
    begntime: begin_at,
    ...(end_at === null ? {} : { endtime: end_at }),
  };
}

function practitionerRow(row: Practitioner): Output5102["feedetail"][number] {
  const last = lastDay(row.valid_to);
  return {
    psn_cert_type: row.certificate_type,
    certno: row.certificate_no,
    prac_psn_no: row.own_number,
    prac_psn_code: row.practitioner_code,
    prac_psn_name: row.name,
    prac_psn_type: row.type,
    prac_psn_cert: row.qualification_no,
    prac_cert_no: row.license_no,
    hi_dr_flag: flag(row.insurance_physician),
    begntime: `${row.valid_from} 00:00:00`,
    ...(last === undefined ? {} : { endtime: `${last} 23:59:59` }),
    chg_rea: row.change_reason,
  };
}
