import type { ErrorMessage } from "./error-message.ts";

/** A disclosure made of a data folder or of the department's books. */
export const PUBLICATION_ERROR_TEXTS = {
  "PUBLICATION-UNREADABLE": {
    what: "读不到 {file}（{reason}）",
    mend: "请核对路径与读取权限；数据目录里须有 disclosure.yaml，写法见 docs/publish.md",
  },
  "PUBLICATION-NOT-YAML": {
    what: "文件不是有效的 YAML：{reason}",
    mend: "请改正该处的写法",
  },
  "PUBLICATION-KEY-UNKNOWN": {
    what: "有不认识的名称“{key}”",
    mend: "此处可用：{known}",
  },
  "PUBLICATION-KEY-MISSING": {
    what: "缺少“{key}”",
    mend: "请补写；写法见 docs/publish.md",
  },
  "PUBLICATION-NOT-ALLOWED": {
    what: "“{key}”不能是“{value}”",
    mend: "可用：{allowed}",
  },
  "PUBLICATION-SHAPE": {
    what: "“{key}”的写法不对，应为{wanted}",
    mend: "请改正；写法见 docs/publish.md",
  },
  "PUBLICATION-TOPIC": {
    what: "“{value}”不是公开表或公开事项的编号",
    mend: "可用：{known}",
  },
  "PUBLICATION-ADDRESS": {
    what: "“{address}”不是数据的位置",
    mend: "请写成 表[行].列，例如 general[2101501].actual；表与行的编号见 docs/publish.md",
  },
  "PUBLICATION-CSV-BROKEN": {
    what: "文件读不下去：{reason}",
    mend: "请在表格软件中改正后另存为“CSV UTF-8”",
  },
  "PUBLICATION-UNIT": {
    what: "文件里没有写明金额单位，或不是元、万元",
    mend: "请在表头之前加一行“# 单位：万元”或“# 单位：元”",
  },
  "PUBLICATION-COLUMN": {
    what: "表头里的“{column}”不是这张表的列，或写了两次",
    mend: "可用的列：{known}",
  },
  "PUBLICATION-STUB": {
    what: "表头缺少“{column}”一列",
    mend: "请补上；它说明每一行是什么",
  },
  "PUBLICATION-ROW": {
    what: "“{value}”不是这张表的行，或可以指几行",
    mend: "请填写下列编号或名称之一：{known}",
  },
  "PUBLICATION-CODE": {
    what: "{year} 年的{chart}没有科目“{code}”",
    mend: "请核对代码（yibao chart {code}）；确有而科目表没有列出的，用 --charts 补上",
  },
  "PUBLICATION-CODE-NAME": {
    what: "科目 {code} 在 {year} 年的名称是“{expected}”，不是“{name}”",
    mend: "请核对代码与名称；名称一列也可以不填",
  },
  "PUBLICATION-ROW-TWICE": {
    what: "“{row}”写了两次，前一次在{earlier}",
    mend: "请核对后只保留一行",
  },
  "PUBLICATION-AMOUNT": {
    what: "“{value}”不是以{unit}为单位、最多{decimals}位小数的金额",
    mend: "请改正；零可以留空，不要写公式或文字",
  },
  "PUBLICATION-COUNT": {
    what: "“{value}”不是不小于零的整数",
    mend: "请填写数量；零可以留空",
  },
  "PUBLICATION-EMPTY-NOT-EMPTY": {
    what: "{topic} 写在“没有”之列，却又给了数",
    mend: "请把它从“没有”里删去，或删去 {file}",
  },
  "PUBLICATION-NOTHING": {
    what: "没有任何支出的数",
    mend: "请至少给出支出的表（例如 general.csv，文件名一字不差），写法见 docs/publish.md",
  },
  "PUBLICATION-DISAGREES": {
    what: "{address} 写的是 {given}，而由{from}算得 {derived}，相差 {difference}，超过四舍五入所能解释的",
    mend: "请核对这些数；能算出来的数也可以不填",
  },
  "PUBLICATION-BELOW-ZERO": {
    what: "{address} 算出来是 {amount}：收入与年初结转之和不够支出",
    mend: "请核对收入、年初结转和支出；全部是上年结转安排的，请在 overview.csv 写明年初结转和结余",
  },
  "PUBLICATION-UNMAPPED": {
    what: "部门经济科目 {code} 有金额，但不知道它在政府预算经济分类里对应哪一款",
    mend: "请核对代码与单位性质，或直接给出 basic-government.csv",
  },
  "PUBLICATION-REASON-MISSING": {
    what: "有 {count} 处预算与决算（或今年与上年）不同而没有写明原因：{addresses}",
    mend: "请在该行的“差异原因”“增减原因”一列填写，或写在 disclosure.yaml 的“原因”里",
  },
  "PUBLICATION-PROFILE": {
    what: "没有编号为“{profile}”的公开格式",
    mend: "可用：{known}",
  },
  "PUBLICATION-REFUSED": {
    what: "数据有 {count} 处错误，什么都没有写出：{findings}",
    mend: "请按上面各条改正数据后重新生成",
  },
  "PUBLICATION-FOLDER": {
    what: "目录 {folder} 不能用来存放结果（{reason}）",
    mend: "请给出一个空的或尚不存在、可以写入的目录",
  },
  "PUBLICATION-BOOKS-EMPTY": {
    what: "单位 {unit_code} 在 {year} 年没有预算，也没有支付",
    mend: "请核对单位编码和年度，或先导入并批准预算（yibao budget import）",
  },
  "PUBLICATION-UNKNOWN": {
    what: "没有编制记录 {publication_no}，或它不在本账号可看的范围内",
    mend: "编制的文本保留三十天；请从列表打开，或重新编制",
  },
  "PUBLICATION-FOLDER-UNKNOWN": {
    what: "平台没有名为“{folder}”的数据目录",
    mend: "可用：{known}",
  },
  "PUBLICATION-PUBLIC-ERRORS": {
    what: "有 {count} 处错误没有豁免，不能公开：{findings}",
    mend: "请改正数据后重新编制；确实无误的，在数据目录的 waivers.yaml 里写明理由后重新编制",
  },
  "PUBLICATION-PUBLIC-ALREADY": {
    what: "{which}已经公开",
    mend: "内容有改动的，请提请更正；要先撤下的，请提请撤回",
  },
  "PUBLICATION-PUBLIC-OTHER": {
    what: "要更正的第 {public_no} 号（{title}）不是同一单位、年度、种类的公开文本",
    mend: "请从要更正的那一份选起",
  },
  "PUBLICATION-PUBLIC-UNKNOWN": {
    what: "没有第 {public_no} 号公开文本",
    mend: "请从公开的预算和决算列表打开",
  },
  "PUBLICATION-PUBLIC-PROPOSED": {
    what: "这一份已经提请（第 {proposal_no} 号），等待审批",
    mend: "请等审批结果，或请审批人退回后再提",
  },
  "PUBLICATION-WITHDRAWN": {
    what: "“{title}”已经{how}：{reason}",
    mend: "请看同一单位、年度的现行文本；已{how}的文件只有本单位的工作人员可以查阅",
  },
  "PUBLICATION-NO-FILE": {
    what: "公开文本里没有文件 {path}",
    mend: "请从公开页面上的文件清单下载",
  },
  "PUBLICATION-UPLOAD-PATH": {
    what: "上传的压缩包里有放不下的文件“{path}”（{reason}）",
    mend: "请把 disclosure.yaml、各张表的 CSV 和 registers 目录直接打成一个 zip",
  },
  "PUBLICATION-UPLOAD-TOO-MUCH": {
    what: "上传的{what}超过 {most}",
    mend: "数据目录通常不到 1 MB；请核对是否选错了文件",
  },
  "PUBLICATION-NO-PDF": {
    what: "本机（{platform}）运行不了排版程序，生成不了 PDF（{reason}）",
    mend: "请在本目录重新运行 npm ci，让可选的本机程序包装齐；此平台没有该程序包的，请改用 --format html,docx,xlsx，再由浏览器或办公软件另存为 PDF",
  },
} as const satisfies Record<string, ErrorMessage>;
