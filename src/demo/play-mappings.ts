import type { WireMessages } from "../gateway/index.ts";
import { addDays } from "../kernel/index.ts";
import type { DemoItem } from "./demo-catalogue.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import { DESK_DAY, deskRandom, momentOf } from "./desk-day.ts";
import type { DeskHospitals } from "./desk-hospital.ts";

/**
 * Hospitals upload what new codes of their own stand for (3301). Of every four one has a name that
 * is far from the item's, and one another unit: that is what the review is for.
 */
const HOSPITALS = 4;
const EACH = 6;

type Row = WireMessages["3301"]["input"]["data"][number];

export async function playMappings(
  hospitals: DeskHospitals,
  items: readonly DemoItem[],
  senders: readonly DemoInstitution[],
): Promise<void> {
  const random = deskRandom("mappings");
  for (const [index, institution] of senders.slice(0, HOSPITALS).entries()) {
    const day = addDays(DESK_DAY, index - HOSPITALS);
    const data = Array.from({ length: EACH }, (_, one): Row => {
      const item = random.pick(items);
      const name = one % 4 === 2 ? random.pick(items).name : `${item.name}（院内）`;
      return {
        fixmedins_hilist_id: `YN${String(index * EACH + one + 1).padStart(4, "0")}`,
        ...{ fixmedins_hilist_name: name, list_type: item.list_type },
        ...{ med_list_codg: item.item_code, begndate: day, enddate: "2099-12-31" },
        prcunt: one % 4 === 3 ? "组" : item.unit,
        ...(item.specification === "" ? {} : { spec: item.specification }),
      };
    });
    await hospitals.at(institution, momentOf(day, "16:30")).call("3301", { data });
  }
}
