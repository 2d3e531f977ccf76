import type { ListName } from "../catalogue/index.ts";
import type { CsvCell } from "../kernel/index.ts";
import type { DemoTerm } from "./demo-terms.ts";

/**
 * Rows for the lists that institutions download, beside items, diseases and operations. All made
 * up: codes begin with YS and names with 演示. Chapters are those of ICD-10 (WHO, by first letter).
 */
export interface DemoList {
  readonly kind: ListName;
  readonly columns: string;
  readonly rows: readonly (readonly CsvCell[])[];
}

const FIRST_DAY = "2022-01-01";

export function demoLists(
  diseases: readonly DemoTerm[],
  operations: readonly DemoTerm[],
): readonly DemoList[] {
  return [
    ...registeredDrugs(),
    diseaseDetails(diseases),
    operationDetails(operations),
    ...paymentLists(),
    ...traditionalMedicine(),
    ...reagents(),
  ];
}

const MADE_COUNT = 10;

/** Rows YS…001, YS…002 …: code, first day, then what `rest` says of the serial number. */
function made(prefix: string, rest: (serial: string) => readonly CsvCell[]): readonly CsvCell[][] {
  return Array.from({ length: MADE_COUNT }, (_, index) => {
    const serial = String(index + 1).padStart(3, "0");
    return [`YS${prefix}${serial}`, FIRST_DAY, ...rest(serial)];
  });
}

const DRUG_LISTS = [
  {
    list: "hospital-preparations",
    prefix: "ZJ",
    type: "103",
    name: "演示院内制剂",
    columns: "自制剂许可证号 贮藏",
    cells: ["演示湘制字", "密闭"],
  },
  {
    list: "ethnic-drugs",
    prefix: "MZ",
    type: "104",
    name: "演示民族药",
    columns: "民族药种类 药品商品名",
    cells: ["1", "演示商品"],
  },
  {
    list: "tcm-granules",
    prefix: "KL",
    type: "106",
    name: "演示配方颗粒",
    columns: "执行标准 保质期",
    cells: ["演示标准", "24个月"],
  },
] as const;

/**
 * Preparations, ethnic drugs and granules are items like others: code, first day, name, list_type,
 * charge_type, pinyin, unit, specification, maker.
 */
export function demoListItems(): readonly (readonly CsvCell[])[] {
  return DRUG_LISTS.flatMap(({ prefix, type, name }) =>
    made(prefix, (serial) => [`${name}${serial}`, type, "11", "", "盒", "10g*10袋", "演示制药"]),
  );
}

/** Their classes: code, first day, class, limited_use, paid_alone, basic_drug, negotiated. */
export function demoListItemClasses(): readonly (readonly CsvCell[])[] {
  return DRUG_LISTS.flatMap(({ prefix }) => made(prefix, () => ["B", "0", "0", "0", "0"]));
}

function registeredDrugs(): readonly DemoList[] {
  return DRUG_LISTS.map(({ list, prefix, columns, cells }) => ({
    kind: list,
    columns: `code valid_from ${columns}`,
    rows: made(prefix, () => cells),
  }));
}

const CHAPTERS = `AB 某些传染病和寄生虫病,C 肿瘤,D 血液及造血器官疾病和某些涉及免疫机制的疾患,
E 内分泌、营养和代谢疾病,F 精神和行为障碍,G 神经系统疾病,H 眼和附器及耳和乳突疾病,I 循环系统疾病,
J 呼吸系统疾病,K 消化系统疾病,L 皮肤和皮下组织疾病,M 肌肉骨骼系统和结缔组织疾病,N 泌尿生殖系统疾病,
O 妊娠、分娩和产褥期,P 起源于围生期的某些情况,Q 先天性畸形、变形和染色体异常,
R 症状、体征和临床与实验室异常所见,ST 损伤、中毒和外因的某些其他后果,VWXY 疾病和死亡的外因,
Z 影响健康状态和与保健机构接触的因素`
  .split(/,\n?/)
  .map((line) => line.split(" ") as [letters: string, name: string]);

function diseaseDetails(diseases: readonly DemoTerm[]): DemoList {
  return {
    kind: "disease-details",
    columns: "code valid_from 章名称 类目代码 亚目代码 使用标记",
    rows: diseases.map(({ code }) => {
      const chapter = CHAPTERS.find(([letters]) => letters.includes(code[0] ?? ""));
      return [code, FIRST_DAY, chapter?.[1] ?? "", code.slice(0, 3), code.slice(0, 5), "1"];
    }),
  };
}

function operationDetails(operations: readonly DemoTerm[]): DemoList {
  return {
    kind: "operation-details",
    columns: "code valid_from 类目代码 亚目代码 细目代码 使用标记",
    rows: operations.map(({ code }) => {
      return [code, FIRST_DAY, code.slice(0, 2), code.slice(0, 4), code.slice(0, 5), "1"];
    }),
  };
}

function paymentLists(): readonly DemoList[] {
  return [
    {
      kind: "chronic-diseases",
      columns: "code valid_from name 门慢门特病种大类名称 病种内涵",
      rows: made("MB", (serial) => [`演示慢特病${serial}`, "演示大类", "演示病种，不对应真实病种"]),
    },
    {
      kind: "case-payment-diseases",
      columns: "code valid_from name 限定手术操作代码 限定手术操作名称",
      rows: made("BZ", (serial) => [`演示付费病种${serial}`, `YSOP${serial}`, `演示手术${serial}`]),
    },
    {
      kind: "day-surgery-diseases",
      columns: "code valid_from name 手术操作代码 手术操作名称",
      rows: made("RJ", (serial) => [`演示日间手术${serial}`, `YSOP${serial}`, `演示手术${serial}`]),
    },
    {
      kind: "new-service-items",
      columns: "code valid_from name 计价单位 价格构成 层级",
      rows: made("XM", (serial) => [`演示服务项目${serial}`, "次", "演示价格构成", "4"]),
    },
  ];
}

function traditionalMedicine(): readonly DemoList[] {
  return [
    {
      kind: "tumour-morphology",
      columns: "code valid_from name 肿瘤/细胞类型代码 肿瘤/细胞类型",
      rows: made("XT", (serial) => [`演示形态${serial}`, "YS800", "演示肿瘤类型"]),
    },
    {
      kind: "tcm-diseases",
      columns: "code valid_from name 科别类目代码 科别类目名称",
      rows: made("ZB", (serial) => [`演示中医病${serial}`, "YSA", "演示科别"]),
    },
    {
      kind: "tcm-syndromes",
      columns: "code valid_from name 证候类目代码 证候类目名称",
      rows: made("ZH", (serial) => [`演示证候${serial}`, "YSB", "演示类目"]),
    },
  ];
}

/** In-vitro reagents: product, certificate, the tie between them, indicator, code and class. */
function reagents(): readonly DemoList[] {
  const named = "code valid_from name";
  return [
    {
      kind: "reagents",
      columns: `${named} 试剂编码ID 试剂检测指标码 企业名称`,
      rows: made("SJ", (serial) => {
        return [`演示试剂${serial}`, `YSBM${serial}`, `YSJC${serial}`, "演示试剂厂"];
      }),
    },
    {
      kind: "reagent-certificates",
      columns: `${named} 注册备案号 企业名称`,
      rows: made("ZZ", (serial) => [`演示试剂${serial}`, `演示械备${serial}`, "演示试剂厂"]),
    },
    {
      kind: "reagent-registrations",
      columns: `${named} 试剂产品ID 注册证ID`,
      rows: made("GL", (serial) => [`演示械备${serial}`, `YSSJ${serial}`, `YSZZ${serial}`]),
    },
    {
      kind: "reagent-indicators",
      columns: `${named} 试剂检测类别`,
      rows: made("JC", (serial) => [`演示指标${serial}`, "演示检测类别"]),
    },
    {
      kind: "reagent-codes",
      columns: `${named} 试剂分类一级名称 试剂分类二级名称`,
      rows: made("BM", (serial) => [`演示三级分类${serial}`, "演示一级分类", "演示二级分类"]),
    },
    {
      kind: "reagent-classes",
      columns: `${named} 试剂分类一级代码 试剂分类一级名称`,
      rows: made("FL", (serial) => [`演示三级分类${serial}`, "YSFL", "演示一级分类"]),
    },
  ];
}
