import { Type } from "typebox";
import { coversRegion } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { Text } from "../agency/fields.ts";
import { type Context, route } from "../route.ts";

/** Conformance of institutions' programs: for themselves, and for who accepts them. */

const institutions = route({
  method: "GET",
  path: "/api/v1/conformance-reports",
  title: "接口联调机构",
  right: "conformance.read",
  answer: Type.Object({
    /** False where the platform runs without its sandbox. */
    is_open: Type.Boolean(),
    institutions: Type.Array(Type.Object({ code: Text, name: Text })),
  }),
  handle: async (context) => {
    const { sandbox } = context.house;
    if (sandbox === null) return { is_open: false, institutions: [] };
    const seen = await sandbox.institutions();
    const own = context.caller.institution_code;
    const name = context.house.institutions.value.byCode(own ?? "")?.name;
    if (own !== null) return { is_open: true, institutions: [{ code: own, name: name ?? own }] };
    const institutions = seen.filter(({ code }) => maySee(context, code));
    return { is_open: true, institutions: institutions.map((one) => ({ ...one })) };
  },
});

/** An institution sees itself, staff those of their regions. */
function maySee({ house, caller }: Context, institution_code: string): boolean {
  if (caller.kind === "institution") return caller.institution_code === institution_code;
  const found = house.institutions.value.byCode(institution_code);
  return found !== null && coversRegion(caller.regions, found.region);
}

const Named = { infno: Text, name: Text };

const report = route({
  method: "GET",
  path: "/api/v1/conformance-reports/:institution_code",
  title: "接口联调报告",
  right: "conformance.read",
  params: Type.Object({ institution_code: Type.String({ maxLength: 30 }) }),
  answer: Type.Object({
    institution_code: Text,
    name: Text,
    made_at: Text,
    ready: Type.Boolean(),
    done: Type.Integer(),
    total: Type.Integer(),
    checklist: Type.Array(Type.Object({ id: Text, title: Text, done: Type.Boolean(), how: Text })),
    settlements: Type.Array(
      Type.Object({
        name: Text,
        final: Text,
        tried: Type.Boolean(),
        settled: Type.Boolean(),
        cancelled: Type.Boolean(),
        repeated: Type.Boolean(),
        after_time_out: Type.Boolean(),
      }),
    ),
    transactions: Type.Array(
      Type.Object({
        ...Named,
        accepted: Type.Integer(),
        refused: Type.Integer(),
        repeated: Type.Integer(),
        reversed: Type.Integer(),
        faults: Type.Integer(),
        last_at: Text,
      }),
    ),
    problems: Type.Array(
      Type.Object({
        infno: Text,
        kind: Text,
        place: Text,
        message: Text,
        count: Type.Integer(),
        open: Type.Boolean(),
      }),
    ),
    never_called: Type.Array(Type.Object(Named)),
  }),
  handle: async (context, { params: { institution_code } }) => {
    const { sandbox } = context.house;
    if (sandbox === null) throw new YibaoError("PORTAL-NO-SANDBOX");
    if (!maySee(context, institution_code)) {
      throw new YibaoError("PORTAL-INSTITUTION-UNKNOWN", { institution_code });
    }
    const found = await sandbox.report(institution_code, context.now);
    const { made_at, ready, score } = found;
    return {
      ...{ institution_code, name: found.institution.fixmedins_name, made_at, ready },
      ...{ done: score.done, total: score.total },
      checklist: found.checklist.map((one) => ({ ...one })),
      settlements: found.settlements.map((one) => ({ ...one })),
      transactions: found.transactions.map(({ depth: _, need: __, first_at: ___, ...one }) => one),
      problems: found.problems.map(({ infno, kind, place, message, count, open }) => ({
        ...{ infno, kind, place, message, count, open },
      })),
      never_called: found.never_called.must.map((one) => ({ ...one })),
    };
  },
});

export const CONFORMANCE_ROUTES = [institutions, report];
