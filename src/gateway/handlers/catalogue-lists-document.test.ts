import { join } from "node:path";
import { expect, test } from "vitest";
import {
  attributeColumns,
  LIST_COLUMNS,
  LIST_KINDS,
  LISTS,
  type ListDefinition,
} from "../../catalogue/index.ts";
import { packageRoot } from "../../store/index.ts";
import { catalogueDownloads } from "../fixtures/valid-messages/catalogue.ts";

// Goal: docs/catalogue-lists.md says of every list what its file holds and what an import may
// bring. When a list has changed: npx vitest run src/gateway/handlers/catalogue-lists-document -u

const INTRODUCTION = `# 下载目录（1301 至 1327）

医药机构下载的目录文件，和怎样导入其中的数据。列名与次序依湖南接口规范 V1.1.27。

## 文件

- 交易返回文件查询号，用 9102（\`fixmedins_code\` 填 \`plc\`）取回 ZIP；其中一个 UTF-8 文本，每行一条，列间用制表符，没有
  表头，空值写作 \`null\`。
- 请求的 \`ver\` 填本地最大版本号，首次填 \`v0000\`；文件里是比它新的全部行。没有更新的行时返回“本地已是最新版本”。
- 版本号随每次导入增大，按文本比较即可。以“唯一记录号”（1320 至 1327 为“数据唯一记录号”）为主键覆盖本地的行，
  逐版下载与一次全部下载的结果相同。
- 文件按目录、版本、日期生成一次，七天内可以下载。

## 导入

\`yibao import KIND FILE.csv\`，KIND 见各目录。每类文件都有 \`code\`、\`valid_from\`、\`valid_to\` 三列，规则见
[csv-import.md](csv-import.md)“有日期的数据”；其余的列用文件列的中文名，都可以不填。版本号、唯一记录号、日期和时间由平台填写。

药品、诊疗项目、耗材、疾病、手术已登记在医保目录里的，不用再导入就在下载文件中；对它们导入的是医保目录没有的列，编码须先登记。
`;

function transactionsOf({ list }: ListDefinition): string {
  const found = Object.entries(catalogueDownloads).filter(([, download]) => download.list === list);
  return found.length === 0 ? "1304（分页查询）" : found.map(([infno]) => infno).join("、");
}

const SOURCES: Readonly<Record<string, string>> = {
  disease: "疾病诊断（`diseases`）",
  operation: "手术操作（`operations`）",
  entry: "本目录自己的行",
};

function section(definition: ListDefinition): string {
  const { list, title, source, code, names } = definition;
  const from =
    source.from === "item"
      ? `医保目录（\`items\`）中目录类别为 ${source.list_type} 的项目`
      : SOURCES[source.from];
  const own = source.from === "entry" ? `，\`name\` 是“${names[0]}”（必填）` : "";
  return [
    `## ${title} \`${list}\``,
    "",
    `交易：${transactionsOf(definition)}。行：${from}。\`code\` 是“${code}”${own}。`,
    "",
    `文件列：${LIST_COLUMNS[list].join("、")}。`,
    "",
    `可导入的列：${attributeColumns(definition).join("、")}。`,
    "",
  ].join("\n");
}

test("docs/catalogue-lists.md is what the lists make of it", async () => {
  const text = [INTRODUCTION, ...LISTS.map(section)].join("\n");
  await expect(text).toMatchFileSnapshot(join(packageRoot(), "docs/catalogue-lists.md"));
});

test("an importer accepts exactly the columns that the document names", () => {
  for (const definition of LISTS) {
    const { columns } = LIST_KINDS[definition.list];
    const fixed = ["code", "valid_from", "valid_to"];
    if (definition.source.from === "entry") fixed.push("name");
    expect(columns.map(({ name }) => name)).toEqual([...fixed, ...attributeColumns(definition)]);
    for (const { name, chinese } of columns.filter(({ name }) => !fixed.includes(name))) {
      expect(chinese).toBe(name);
    }
  }
});
