import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importSupervision } from "../../src/supervision/index.ts";
import { auditAnswer, auditInput, auditOrder, UPLOADED_MAPPINGS } from "../support/audit-orders.ts";
import { message } from "../support/hospital-day.ts";
import type { SmallPlatform } from "../support/small-platform.ts";
import { type BrowserHouse, openBrowserHouse } from "./support/browser-house.ts";
import { chromiumPath } from "./support/chromium.ts";

// Goal: the supervision office finds what audits told hospitals, sees the lines and the basis, and
// judges with a reason; the medical services office looks things up and reviews what hospitals map.

const isThere = chromiumPath() !== null;
let house: BrowserHouse;

beforeAll(async () => {
  if (!isThere) return;
  house = (await openBrowserHouse()) as BrowserHouse;
  await sendOrders(house.workbench.platform);
  await house.workbench.platform.send(message("3301", UPLOADED_MAPPINGS));
});
afterAll(() => house?.close());

async function sendOrders(platform: SmallPlatform): Promise<void> {
  const limits = `item_code,kind,valid_from,value,document,clause,basis
SRX0001,sex,2023-01-01,2,演示〔2023〕9号,第三条,official
SRX0003,days,2023-01-01,14,演示说明书,,placeholder
`;
  await importSupervision(platform.store, "item-limits", limits);
  await (platform.itemLimits as unknown as { reload(): Promise<void> }).reload();
  const input = auditInput([
    auditOrder("SRX0001", "演示甲类片剂", { cnt: "2", sumamt: "40.00" }),
    auditOrder("SRX0002", "演示甲类限价胶囊", { pric: "36", sumamt: "36.00" }),
    auditOrder("SRX0003", "演示乙类片剂", { extend_order_map: { o_prdDays: "30" } }),
  ]);
  const told = JSON.parse(await platform.send(message("3101", input)));
  await platform.send(message("3102", input));
  const days = told.output.result.find(({ rule_id }: { rule_id: string }) => {
    return rule_id === "ITEM-DAYS";
  });
  await platform.send(message("3103", auditAnswer(days.jr_id)));
}

describe.runIf(isThere)("fund supervision", () => {
  test("finds what waits, sees lines and basis, and judges with a reason", async () => {
    const checked = await house.openAs("supervision-officer", "/workbench");
    const { page } = checked;
    await page.getByRole("link", { name: /待处理的审核结果/ }).click();
    await page.getByRole("table").getByText("演示第一人民医院").first().waitFor();
    await checked.accessible();
    await checked.screenshot("supervision-findings");
    await page
      .getByRole("row", { name: /限性别使用/ })
      .first()
      .click();
    await page.getByText("演示〔2023〕9号 第三条", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: /^处\s*理$/ }).click();
    await page.getByText("请填写").first().waitFor();
    await page.getByText("请机构说明", { exact: true }).click();
    await page.getByLabel("理由").fill("请说明男性患者使用本品的原因");
    // What was typed outlives a reload.
    await page.reload();
    expect(await page.getByLabel("理由").inputValue()).toBe("请说明男性患者使用本品的原因");
    await checked.accessible();
    await page.getByRole("button", { name: /^处\s*理$/ }).click();
    await page.getByText("已请机构说明").first().waitFor();
    await page.getByRole("list", { name: "经过" }).getByText("请机构说明").waitFor();
    await checked.screenshot("supervision-finding");
    await checked.close();
  });

  test("sees by rule and institution where most is found", async () => {
    const checked = await house.openAs(
      "supervision-officer",
      "/workbench/supervision/picture?from=2023-05-17&to=2023-06-15",
    );
    const { page } = checked;
    await page.locator("figure svg").first().waitFor();
    await page.getByRole("table", { name: "按规则" }).getByText("限性别使用").waitFor();
    await checked.accessible();
    await checked.screenshot("supervision-picture");
    await checked.close();
  });
});

describe.runIf(isThere)("medical services", () => {
  test("looks an item up with its history and who maps to it", async () => {
    const checked = await house.openAs("medical-services-officer", "/workbench/catalogue/items");
    const { page } = checked;
    const table = page.getByRole("table").first();
    await table.getByText("SRX0004").waitFor();
    await checked.accessible();
    await checked.screenshot("medical-services-items");
    await table.getByRole("link", { name: "SRX0004" }).click();
    await page.getByRole("heading", { level: 1, name: /演示乙类限价针剂/ }).waitFor();
    await page.getByText("演示社区医院").first().waitFor();
    await checked.accessible();
    await checked.screenshot("medical-services-item");
    await page.goto("/workbench/catalogue/ceilings");
    await page.getByText("2000.00").first().waitFor();
    await checked.accessible();
    await page.goto("/workbench/catalogue/lists");
    await page.getByText("西药中成药").first().waitFor();
    await checked.accessible();
    await checked.close();
  });

  test("returns a mapping that does not agree, and accepts the others", async () => {
    const checked = await house.openAs("medical-services-officer", "/workbench");
    const { page } = checked;
    await page.getByRole("link", { name: /待审核的目录对照/ }).click();
    await page.getByText("相差很大", { exact: false }).first().waitFor();
    await checked.accessible();
    await checked.screenshot("medical-services-mappings");
    await page.getByRole("link", { name: "NEW-FAR" }).click();
    await page.getByText("退回", { exact: true }).click();
    await page.getByRole("button", { name: /^审\s*核$/ }).click();
    await page.locator(".ant-form-item-explain-error").first().waitFor();
    await page.getByLabel("理由").fill("名称不符，应对照检验项目");
    await page.getByRole("button", { name: /^审\s*核$/ }).click();
    await page.getByText("重新审核").waitFor();
    await checked.accessible();
    await checked.screenshot("medical-services-mapping");
    await page.getByRole("link", { name: "回到清单" }).click();
    await page.getByRole("button", { name: "通过无疑点的" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /确\s*定/ })
      .click();
    await page.getByText("已通过 1 条").waitFor();
    await checked.close();
  });
});
