import type { CancelLinesFacts, SettleInpatientFacts } from "../../settlement/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { Input2302, Input2303, Input2304 } from "../message-types.ts";
import { cancelFacts } from "./cancel-facts.ts";
import { lineMembers } from "./charge-lines.ts";
import { changing, reading, storedAnswer } from "./requests.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices } from "./services.ts";
import { settleFacts } from "./settle-facts.ts";
import { cancelled, finalSetlinfo, setldetail, setlinfo } from "./settlement-node.ts";
import { uploadFacts, visitOfRows } from "./upload-facts.ts";

/** 2301–2305: charge lines and settlements of a stay. */
export function inpatientHandlers(
  services: HandlerServices,
): Pick<Handlers, "2301" | "2302" | "2303" | "2304" | "2305"> {
  const { settlement, region } = services;
  return {
    "2301": async (request) => {
      const answered = settlement.uploadLines(
        uploadFacts(request.input.feedetail),
        changing(request, ({ lines }) => ({ result: lines.map(lineMembers) })),
      );
      return storedAnswer(answered);
    },

    "2302": async (request) => {
      const answered = settlement.cancelLines(
        cancelledLines(request.input.data),
        changing(request, () => null),
      );
      return storedAnswer(answered);
    },

    "2303": async (request) => {
      const view = await settlement.trialInpatient(inpatientFacts(request), reading(request));
      assertSamePerson(request.input.data, view.person, "data");
      return {
        setlinfo: setlinfo(region.value, view),
        setldetail: setldetail(region.value, view.split),
      };
    },

    "2304": async (request) => {
      const answered = settlement.settleInpatient(
        inpatientFacts(request),
        changing(request, (view) => {
          assertSamePerson(request.input.data, view.person, "data");
          return {
            setlinfo: finalSetlinfo(region.value, view),
            setldetail: setldetail(region.value, view.split),
          };
        }),
      );
      return storedAnswer(answered);
    },

    "2305": async (request) => {
      const answered = settlement.cancelSettlement(
        cancelFacts(request.input.data, "inpatient"),
        changing(request, (outcome) => cancelled(region.value, outcome)),
      );
      return storedAnswer(answered);
    },
  };
}

/** In place of a serial number: all lines that are not settled. */
const EVERYTHING = "0000";

function cancelledLines(rows: Input2302["data"]): CancelLinesFacts {
  const serials = rows.map(({ feedetl_sn }) => feedetl_sn);
  const which = serials.includes(EVERYTHING)
    ? ({ by: "all" } as const)
    : ({ by: "serial", serials } as const);
  return { ...visitOfRows(rows, "data"), which };
}

function inpatientFacts(request: ParsedRequest<Input2303 | Input2304>): SettleInpatientFacts {
  const { data } = request.input;
  return {
    ...settleFacts(request, data),
    interim: data.mid_setl_flag === "1",
    discharge_on: data.dscgTime ?? null,
  };
}
