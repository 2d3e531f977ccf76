import type { ErrorMessage } from "./error-message.ts";
import { ACCESS_ERROR_TEXTS } from "./error-texts-access.ts";
import { AGENCY_ERROR_TEXTS } from "./error-texts-agency.ts";
import { CALCULATOR_ERROR_TEXTS } from "./error-texts-calculator.ts";
import { CASE_ERROR_TEXTS } from "./error-texts-case.ts";
import { CLASSIFICATION_ERROR_TEXTS } from "./error-texts-classification.ts";
import { COMMAND_ERROR_TEXTS } from "./error-texts-command.ts";
import { DEPARTMENT_ERROR_TEXTS } from "./error-texts-department.ts";
import { DISCLOSURE_ERROR_TEXTS } from "./error-texts-disclosure.ts";
import { DISCLOSURE_CHECK_ERROR_TEXTS } from "./error-texts-disclosure-check.ts";
import { DISCLOSURE_REPORT_ERROR_TEXTS } from "./error-texts-disclosure-report.ts";
import { DOCUMENT_ERROR_TEXTS } from "./error-texts-documents.ts";
import { FINANCE_ERROR_TEXTS } from "./error-texts-finance.ts";
import { FINANCING_ERROR_TEXTS } from "./error-texts-financing.ts";
import { GATEWAY_ERROR_TEXTS } from "./error-texts-gateway.ts";
import { INVENTORY_ERROR_TEXTS } from "./error-texts-inventory.ts";
import { NARRATIVE_ERROR_TEXTS } from "./error-texts-narrative.ts";
import { PEOPLE_ERROR_TEXTS } from "./error-texts-people.ts";
import { POLICY_ERROR_TEXTS } from "./error-texts-policy.ts";
import { POLICY_LIBRARY_ERROR_TEXTS } from "./error-texts-policy-library.ts";
import { PORTAL_ERROR_TEXTS } from "./error-texts-portal.ts";
import { PUBLICATION_ERROR_TEXTS } from "./error-texts-publication.ts";
import { RECONCILIATION_ERROR_TEXTS } from "./error-texts-reconciliation.ts";
import { SANDBOX_ERROR_TEXTS } from "./error-texts-sandbox.ts";
import { SETTLEMENT_ERROR_TEXTS } from "./error-texts-settlement.ts";
import { SETTLEMENT_LIST_ERROR_TEXTS } from "./error-texts-settlement-list.ts";
import { SIMULATION_ERROR_TEXTS } from "./error-texts-simulation.ts";
import { STORE_ERROR_TEXTS } from "./error-texts-store.ts";
import { SUPERVISION_ERROR_TEXTS } from "./error-texts-supervision.ts";
import { WORKBENCH_ERROR_TEXTS } from "./error-texts-workbench.ts";

/**
 * The texts of every coded error, in one table so that they can be reviewed together.
 * `what` says what is wrong and why; `mend` says what to do. `{name}` is filled from the details.
 * Prefixes name the room. Each code is reached by a test (test/error-codes.test.ts).
 */
export const ERROR_TEXTS = {
  ...ACCESS_ERROR_TEXTS,
  ...AGENCY_ERROR_TEXTS,
  ...CALCULATOR_ERROR_TEXTS,
  ...CASE_ERROR_TEXTS,
  ...CLASSIFICATION_ERROR_TEXTS,
  ...COMMAND_ERROR_TEXTS,
  ...DOCUMENT_ERROR_TEXTS,
  ...POLICY_ERROR_TEXTS,
  ...GATEWAY_ERROR_TEXTS,
  ...SETTLEMENT_ERROR_TEXTS,
  ...SANDBOX_ERROR_TEXTS,
  ...STORE_ERROR_TEXTS,
  ...PEOPLE_ERROR_TEXTS,
  ...SETTLEMENT_LIST_ERROR_TEXTS,
  ...RECONCILIATION_ERROR_TEXTS,
  ...INVENTORY_ERROR_TEXTS,
  ...SUPERVISION_ERROR_TEXTS,
  ...SIMULATION_ERROR_TEXTS,
  ...POLICY_LIBRARY_ERROR_TEXTS,
  ...FINANCE_ERROR_TEXTS,
  ...FINANCING_ERROR_TEXTS,
  ...DEPARTMENT_ERROR_TEXTS,
  ...PORTAL_ERROR_TEXTS,
  ...PUBLICATION_ERROR_TEXTS,
  ...NARRATIVE_ERROR_TEXTS,
  ...DISCLOSURE_ERROR_TEXTS,
  ...DISCLOSURE_CHECK_ERROR_TEXTS,
  ...DISCLOSURE_REPORT_ERROR_TEXTS,
  ...WORKBENCH_ERROR_TEXTS,
  "MONEY-NOT-WHOLE-FEN": {
    what: "金额“{value}”不是整数分，或超出可精确表示的范围",
    mend: "请按分为最小单位填写金额",
  },
  "MONEY-NOT-AN-AMOUNT": {
    what: "“{value}”不是金额",
    mend: "请填写以元为单位、最多两位小数的数字，例如 123.45",
  },
  "MONEY-TOO-MANY-DECIMALS": {
    what: "金额“{value}”的小数超过两位",
    mend: "请先按规定四舍五入到分再上传",
  },
  "RATE-NOT-A-RATE": {
    what: "“{value}”不是比例",
    mend: "请填写小数，例如 0.85 表示 85%，最多六位小数",
  },
  "DATE-NOT-A-DATE": {
    what: "“{value}”不是日期，或没有这一天",
    mend: "请按 年-月-日 填写，例如 2023-06-01",
  },
  // store
  "STORE-CANNOT-CONNECT": {
    what: "连接不上数据库 {url}（{reason}）",
    mend: "请检查地址、口令和网络，或去掉 --database-url 使用内置数据库",
  },
  "STORE-POSTGRES-TOO-OLD": {
    what: "数据库版本 {version} 低于 15",
    mend: "请升级到 PostgreSQL 15 或以上",
  },
  "STORE-NOT-UTF8": {
    what: "数据库的编码是 {encoding}，存不下全部汉字",
    mend: "请用 encoding 'UTF8' 另建数据库",
  },
  "STORE-FOLDER-IN-USE": {
    what: "数据目录 {folder} 正由另一个运行中的 yibao（进程 {pid}）使用",
    mend: "请先停止它，或用 --data 指定另一个目录",
  },
  "STORE-FOLDER-NOT-WRITABLE": {
    what: "数据目录 {folder} 不能写入（{reason}）",
    mend: "请改正目录权限，或用 --data 指定可写的目录",
  },
  "STORE-FOLDER-BROKEN": {
    what: "数据目录 {folder} 不完整：{reason}",
    mend: "请从备份恢复，或用 --data 指定新的目录",
  },
  "STORE-DATA-OTHER-VERSION": {
    what: "数据目录 {folder} 是 PostgreSQL {found} 建立的，本程序自带的是 {needed}",
    mend: "请用建立它的程序版本备份后再恢复到新目录",
  },
  "STORE-NO-BINARIES": {
    what: "没有适用于本机 {platform} 的内置数据库程序",
    mend: "请重新执行 npm ci（不要带 --omit=optional），或用 --database-url 指定已有的 PostgreSQL",
  },
  "STORE-LINKS-MISSING": {
    what: "内置数据库缺少库文件链接，而目录 {folder} 不能写入，无法自动补上",
    mend: "请以该目录所有者的身份执行：{command}",
  },
  "STORE-NO-POSTGRES-USER": {
    what: "以 root 运行时数据库须用系统用户 postgres，但它不存在也建不了（{reason}）",
    mend: "请执行 useradd --system postgres，或改用普通用户运行",
  },
  "STORE-SERVER-NOT-STARTED": {
    what: "内置数据库没有启动：{reason}",
    mend: "请查看日志 {log}，排除原因后重试",
  },
  "STORE-MIGRATION-CHANGED": {
    what: "已执行过的数据库迁移 {file} 被修改过",
    mend: "请恢复该文件原来的内容，把改动写成新的迁移",
  },
  "STORE-DATABASE-NEWER": {
    what: "数据库已执行过本程序没有的迁移 {file}",
    mend: "请改用不低于建库时的程序版本",
  },
  // ledger
  "LEDGER-ENTRY-UNBALANCED": {
    what: "分录 {entry_no} 借贷不平，相差 {difference} 元",
    mend: "请检查产生该分录的结算，借方合计应等于贷方合计",
  },
  "LEDGER-ENTRY-MALFORMED": {
    what: "分录 {entry_no} 不完整：{reason}",
    mend: "请补全后重新记账",
  },
  "LEDGER-ACCOUNT-UNKNOWN": {
    what: "区划 {region} 的 {pool} 没有科目 {code}",
    mend: "请先为该区划和基金建立账户（启动时按科目表自动建立），或改正科目代码",
  },
  "LEDGER-CHART-MALFORMED": {
    what: "科目表第 {row} 行的 {field} 不正确：{value}",
    mend: "请按科目表文件开头的说明改正",
  },
  "LEDGER-TRANSACTION-NUMBERS-BEHIND": {
    what: "数据库的事务号 {current} 小于账本已封存的 {sealed}，这份数据是用逻辑导出搬来的",
    mend: "请用 yibao backup 与 yibao restore 搬迁，或先把新库的事务号调到 {sealed} 以上",
  },
  // store: CSV import
  "STORE-CSV-NOT-UTF8": {
    what: "文件不是 UTF-8 编码",
    mend: "请在表格软件中另存为“CSV UTF-8”后再导入",
  },
  "STORE-CSV-NO-HEADER": {
    what: "文件里没有内容",
    mend: "请在第一行填写列名，从第二行起填写数据",
  },
  "STORE-CSV-BROKEN": {
    what: "第 {row} 行起读不下去（{reason}），多半是引号不成对或夹在文字中间",
    mend: "请补齐引号，内容里的引号写成两个，然后重新导入",
  },
  "STORE-CSV-COLUMN-UNKNOWN": {
    what: "表头里的“{column}”不是这类文件的列",
    mend: "请删去它或改为：{columns}",
  },
  "STORE-CSV-COLUMN-TWICE": {
    what: "表头里“{column}”出现了两次",
    mend: "请只保留一列",
  },
  "STORE-CSV-COLUMN-MISSING": {
    what: "表头缺少必填的列 {columns}",
    mend: "请补上这些列后再导入",
  },
  "STORE-CSV-TOO-MANY-ROWS": {
    what: "文件超过 {rows_max} 行",
    mend: "请拆成几个文件分别导入",
  },
  "STORE-CSV-CELL-COUNT": {
    what: "有 {found} 格，而表头有 {expected} 列",
    mend: "请检查是否多写或漏写了逗号，内容里含逗号的要加引号",
  },
  "STORE-CSV-VALUE-MISSING": {
    what: "“{column}”没有填写",
    mend: "请填写后再导入这一行",
  },
  "STORE-CSV-VALUE-TOO-LONG": {
    what: "“{column}”超过 {length_max} 个字",
    mend: "请缩短后再导入这一行",
  },
  "STORE-CSV-VALUE-NOT-ALLOWED": {
    what: "“{value}”不是“{column}”可用的值",
    mend: "请填写 {allowed} 之一",
  },
  "STORE-CSV-FORM": {
    what: "“{value}”的写法不对，“{column}”应为{form}",
    mend: "请改正后再导入这一行",
  },
  "STORE-CSV-CHARACTER": {
    what: "“{column}”含有看不见的控制字符或乱码",
    mend: "请重新输入这一格",
  },
  "STORE-CSV-PERIOD-EMPTY": {
    what: "失效日期 {value} 不晚于生效日期 {from}",
    mend: "失效日期是不再有效的第一天，请填写更晚的日期，长期有效则留空",
  },
  "STORE-CSV-KEY-TWICE": {
    what: "与同一文件第 {row} 行说的是同一件事，内容却不同",
    mend: "请核对后只保留一行",
  },
  "STORE-CSV-REWRITES-HISTORY": {
    what: "已登记的记录自 {from} 起有效，这一行会改写它",
    mend: "请把生效日期写成改变发生的那一天（晚于 {from}），或让失效日期不晚于 {from}",
  },
  "STORE-CSV-REGISTERED-OTHERWISE": {
    what: "“{value}”已经登记过，内容不同",
    mend: "请核对编号；登记后的内容不能用导入改写",
  },
  // people
  "PEOPLE-PERSON-UNKNOWN": {
    what: "没有人员编号为“{value}”的人",
    mend: "请先导入人员，或核对编号",
  },
  "PEOPLE-CERTIFICATE-NUMBER": {
    what: "“{value}”不是有效的居民身份证号码（位数、出生日期或校验位不对）",
    mend: "请对照证件改正",
  },
  "PEOPLE-CERTIFICATE-BIRTHDAY": {
    what: "出生日期 {value} 与身份证号码里的 {expected} 不一致",
    mend: "请对照证件改正其中一个",
  },
  "PEOPLE-CERTIFICATE-SEX": {
    what: "性别“{value}”与身份证号码的第十七位不一致",
    mend: "请对照证件改正其中一个",
  },
  "PEOPLE-CERTIFICATE-TAKEN": {
    what: "证件号码“{value}”已经属于另一个人员编号",
    mend: "请核对证件号码；同一个人只能有一个人员编号",
  },
  "PEOPLE-ENROLMENT-STATUS": {
    what: "在职状态“{value}”与险种 {insutype} 不一致",
    mend: "居民险种请填 resident，职工险种请填 working 或 retired",
  },
  "PEOPLE-CIVIL-SERVANT-SCHEME": {
    what: "公务员级别“{value}”只能用于职工医保（310）",
    mend: "请留空，或改正险种",
  },
  "PEOPLE-RELATIVE-SELF": {
    what: "共济亲属是本人",
    mend: "请填写亲属的人员编号；本人账户不需要登记",
  },
  "PEOPLE-DEPOSIT-NOT-POSITIVE": {
    what: "入账金额“{value}”不大于 0",
    mend: "请填写大于 0 的金额；退回账户要走更正，不是负的入账",
  },
  // catalogue
  "CATALOGUE-ITEM-UNKNOWN": {
    what: "医保目录里没有编码为“{value}”的项目",
    mend: "请先导入医保目录，或核对编码",
  },
  "CATALOGUE-ITEM-NOT-FOUND": {
    what: "医保目录里没有编码为“{item_code}”的项目",
    mend: "请核对编码，或在医保目录里按名称查找",
  },
  "CATALOGUE-TERM-UNKNOWN": {
    what: "没有登记编码为“{value}”的疾病或手术",
    mend: "请先导入疾病诊断或手术操作，或核对编码",
  },
  "CATALOGUE-VERSION-UNKNOWN": {
    what: "收到“{value}”，目录没有这个版本",
    mend: "首次下载填 v0000，以后填本地最大版本号",
  },
  "CATALOGUE-NOTHING-NEWER": {
    what: "{title}目录没有比 {value} 更新的数据，本地已是最新版本",
    mend: "不需要下载，目录更新后再查",
  },
  "CATALOGUE-NOT-A-PRICE": {
    what: "“{value}”不是单价",
    mend: "请填写以元为单位、最多六位小数、不小于 0 的数字，例如 12.3456",
  },
  "CATALOGUE-SHARE-RANGE": {
    what: "先自付比例“{value}”不在 0 与 1 之间",
    mend: "请填写小数，例如 0.10 表示 10%",
  },
  "CATALOGUE-PAGE": {
    what: "没有第 {page_num} 页、每页 {page_size} 条这样的分页",
    mend: "页数从 1 开始，每页 1 至 {size_max} 条",
  },
  // providers
  "PROVIDERS-INSTITUTION-UNKNOWN": {
    what: "没有编码为“{value}”的定点机构",
    mend: "请先导入定点机构，或核对编码",
  },
  "PROVIDERS-TYPE-OF-CODE": {
    what: "机构类型“{value}”与编码 {code} 的首字母不一致",
    mend: "H 开头的是医院（1），P 开头的是药店（2），请改正其中一个",
  },
  "PROVIDERS-LEVEL-OF-TYPE": {
    what: "级别“{value}”与机构类型不一致",
    mend: "药店的级别填 pharmacy，医院填医院的级别",
  },
  "PROVIDERS-REGION-OF-CODE": {
    what: "所在区划“{value}”与编码 {code} 的第二至七位不一致",
    mend: "请改正其中一个",
  },
  "PROVIDERS-ACCESS-KEY-TAKEN": {
    what: "接入账号“{value}”已经属于另一个机构",
    mend: "请为每个机构填写各自的接入账号",
  },
  "PROVIDERS-REASON-MISSING": {
    what: "中止或终止协议没有写明原因",
    mend: "请填写原因",
  },
  "PROVIDERS-ITEM-UNKNOWN": {
    what: "医保目录里没有编码为“{value}”的项目，无法对照",
    mend: "请核对医保目录编码，或先导入医保目录",
  },
} as const satisfies Record<string, ErrorMessage>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
