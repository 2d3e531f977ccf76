import type { ErrorMessage } from "./error-message.ts";

/** Histories, changes and simulations. */
export const SIMULATION_ERROR_TEXTS = {
  "HISTORY-NOT-FOUND": {
    what: "读不到历史数据的文件“{file}”（{reason}）",
    mend: "请核对目录，历史数据由 yibao history generate 或 export 写成",
  },
  "HISTORY-NOT-A-HISTORY": {
    what: "“{file}”不是历史数据的文件（{reason}）",
    mend: "请核对目录，历史数据由 yibao history generate 或 export 写成",
  },
  "HISTORY-FORMAT": {
    what: "历史数据“{file}”的格式版本是 {found}，本程序读的是 {needed}",
    mend: "请用写它的程序版本读，或用本程序重新生成或导出",
  },
  "HISTORY-DAMAGED": {
    what: "历史数据的文件“{file}”已损坏（{reason}）",
    mend: "请重新复制，或重新生成或导出",
  },
  "HISTORY-HASH-DIFFERS": {
    what: "历史数据的文件“{file}”与清单里的散列值不一致，内容被改动过",
    mend: "请重新复制，或重新生成或导出",
  },
  "HISTORY-OTHER-REGION": {
    what: "历史数据是统筹区 {history} 的，模拟要的是 {region}",
    mend: "请用 --region {history}，或换一份历史数据",
  },
  "HISTORY-WINDOW": {
    what: "历史数据只有 {first} 至 {last}，不含 {from} 至 {to}",
    mend: "请把 --from、--to 改到历史数据之内，或去掉",
  },
  "HISTORY-BEFORE-POLICY": {
    what: "{region}的政策不足以结算 {year} 年全年的账单",
    mend: "请写有政策的年份：{years}",
  },
  "HISTORY-FOLDER-NOT-EMPTY": {
    what: "目录“{folder}”里已有文件",
    mend: "请用 --out 指定新的或空的目录",
  },
  "HISTORY-FOLDER-NOT-WRITABLE": {
    what: "写不进目录“{folder}”（{reason}）",
    mend: "请核对路径、权限和剩余空间",
  },
  "HISTORY-AMOUNT-TOO-LARGE": {
    what: "一张账单的金额 {amount} 元超过历史数据每格可存的 {most} 元",
    mend: "请核对这张账单；确有其事时请拆成几张",
  },
  "HISTORY-TOO-MANY-WORDS": {
    what: "“{column}”一列有超过 {most} 个不同的值",
    mend: "请核对来源里的代码，多半有写错的",
  },
  "HISTORY-WORD-UNKNOWN": {
    what: "“{value}”不在“{column}”一列的取值表里，导出时有人正在写入",
    mend: "请重新导出",
  },
  "HISTORY-FUND-UNKNOWN": {
    what: "账单由基金 {fund} 支付，而政策包里没有哪项待遇由它支付",
    mend: "请用结算时的政策包导出，或在政策包里补上这项待遇",
  },
  "HISTORY-NOT-WHOLE-YEARS": {
    what: "{from} 至 {to} 不是完整的年度，而年度累计从一月一日起算",
    mend: "请用 --from 某年-01-01 --to 某年-12-31",
  },
  "HISTORY-KEY": {
    what: "密钥文件“{file}”不可用（{reason}）",
    mend: "请给一个至少 32 字节的随机文件，或去掉 --key，由程序用一次性的密钥",
  },
  // changes
  "SIMULATION-CHANGE-UNREADABLE": {
    what: "读不到变更文件“{path}”（{reason}）",
    mend: "请核对路径与读取权限，并以 UTF-8 编码保存",
  },
  "SIMULATION-CHANGE-TOO-LARGE": {
    what: "变更文件超过 {most} 个字符，不像是一份变更",
    mend: "请核对文件；大改动请写成政策包",
  },
  "SIMULATION-UNKNOWN-KEY": {
    what: "{of} 里没有字段“{value}”，它会被忽略",
    mend: "最接近的是 {nearest}；此处可用：{known}",
  },
  "SIMULATION-UNKNOWN-PARAMETER": {
    what: "政策里没有参数“{name}”",
    mend: "最接近的是 {nearest}；全部参数见工作台里这一版的“政策数值”，或用命令 yibao policy show 查看",
  },
  "SIMULATION-NOT-IN-FORCE": {
    what: "参数 {name}（{title}）在 {day} 起的测算期内没有值（有值的日子：{first} 至 {last}）",
    mend: "请改在有值的日子里变更，或在 pack 里写新的版本",
  },
  "SIMULATION-UNKNOWN-DIMENSION": {
    what: "参数 {of} 不按“{value}”分行",
    mend: "最接近的是 {nearest}；它按这些维度分行：{known}",
  },
  "SIMULATION-NO-ROWS": {
    what: "参数 {name}（{title}）只有一个值，不分行",
    mend: "请删去 rows；要分行，请在 pack 里写带 by 的新版本",
  },
  "SIMULATION-UNKNOWN-ROW": {
    what: "{of}没有“{value}”这一行",
    mend: "最接近的是 {nearest}；可用的行：{known}",
  },
  "SIMULATION-UNKNOWN-WORD": {
    what: "“{value}”不是 {of} 可用的值",
    mend: "最接近的是 {nearest}；可用的值：{known}",
  },
  "SIMULATION-UNKNOWN-IDENTITY": {
    what: "{of} 里的“{value}”不是已知的身份",
    mend: "最接近的是 {nearest}；可用的身份：{known}；新的身份先用 new_identity 写明",
  },
  "SIMULATION-UNKNOWN-DISEASE": {
    what: "{of} 里的“{value}”不是政策包登记的病种",
    mend: "最接近的是 {nearest}；可用的病种：{known}",
  },
  "SIMULATION-UNKNOWN-FUND": {
    what: "{of} 里的“{value}”不是政策包登记的基金",
    mend: "最接近的是 {nearest}；可用的基金：{known}",
  },
  "SIMULATION-UNKNOWN-POOL": {
    what: "{of} 里的“{value}”不是本区划的基金池",
    mend: "最接近的是 {nearest}；可用的基金池：{known}",
  },
  "SIMULATION-UNKNOWN-VISIT-TYPE": {
    what: "险种 {of} 没有哪项待遇适用于医疗类别“{value}”",
    mend: "最接近的是 {nearest}；可用的医疗类别：{known}",
  },
  "SIMULATION-DAY-NOT-THERE": {
    what: "没有 {value} 这一天",
    mend: "最近的日子是 {nearest}",
  },
  "SIMULATION-DAY-MONTH-SWAPPED": {
    what: "{value} 的月份不存在，多半是月和日写反了",
    mend: "请改为 {nearest}",
  },
  "SIMULATION-DAY-FORM": {
    what: "日期“{value}”的写法不对，应为 年-月-日，月和日写两位",
    mend: "请改为 {nearest}",
  },
  "SIMULATION-OUTSIDE-HISTORY": {
    what: "变更起始日 {from} 不在历史数据的日子里（{first} 至 {last}），测算会答非所问",
    mend: "请把 from 改在其间，例如 {first}，或换一份历史数据",
  },
  "SIMULATION-OTHER-REGION": {
    what: "变更文件写给区划 {value}，而本次测算的是 {code}（{name}）",
    mend: "请改用那个区划，或把 region 改为 {code}",
  },
  "SIMULATION-NO-CHANGES": {
    what: "变更的列表是空的，没有什么可测算",
    mend: "请在 changes 下写至少一项，例如 - { parameter: 参数名, set: 值 }",
  },
  "SIMULATION-ONE-OPERATION": {
    what: "每项变更只做一件事，这里写了：{said}",
    mend: "请在 {known} 中只留一项",
  },
  "SIMULATION-OPERATION-OF-UNIT": {
    what: "参数 {name}（{title}）的单位是 {unit}，不能用 {operation}",
    mend: "请改用 {fitting}",
  },
  "SIMULATION-VALUE-WITH-UNIT": {
    what: "“{value}”带了单位或分隔符，单位是{unit}，不用写出",
    mend: "请写成 {right}",
  },
  "SIMULATION-AMOUNT-IN-FEN": {
    what: "金额“{value}”远大于现值（至多 {usual} 元），多半是按分写的",
    mend: "按元请写 {right}；确实是这么多元的，请写成 {exact}",
  },
  "SIMULATION-RATIO-AS-PERCENT": {
    what: "比例“{value}”写成了百分数，比例应为 0 至 1 的小数",
    mend: "请写成 {right}",
  },
  "SIMULATION-POINTS-AS-PERCENT": {
    what: "增减的百分点“{value}”写成了百分数，应为小数",
    mend: "请写成 {right}",
  },
  "SIMULATION-FACTOR-AS-PERCENT": {
    what: "倍数“{value}”写成了百分数，1 是不变，1.1 是增加一成",
    mend: "请写成 {right}",
  },
  "SIMULATION-BELOW-ZERO": {
    what: "“{value}”小于 0",
    mend: "请写 0 以上的数；要减少，请用 subtract 代替 add",
  },
  "SIMULATION-ROUND-TO-NOTHING": {
    what: "round_to 是 0，无从取整",
    mend: "请写取整到多少，例如 100 元；不取整就删去它",
  },
  "SIMULATION-OUT-OF-RANGE": {
    what: "{name}（{title}）{row}由 {before} 变成 {after}，超出允许的范围（{allowed}）",
    mend: "请减小变动，或用 rows 只改部分行",
  },
  "SIMULATION-NOTHING-TO-SHIFT": {
    what: "{name}（{title}）选中的行都是 null（不予支付或不设限），没有数可以增减",
    mend: "请用 set 写出新的值，或改选别的行",
  },
  "SIMULATION-CHANGED-TWICE": {
    what: "{name}（{title}）的同一格在 {earlier} 已经变更过，两处的先后会决定结果",
    mend: "请合并为一项，或用 rows 分开各自的行",
  },
  "SIMULATION-BAND-UNKNOWN": {
    what: "{name} 没有止于 {value} 的一段",
    mend: "最接近的一段止于 {nearest}；各段止于：{known}",
  },
  "SIMULATION-BAND-EXISTS": {
    what: "{name} 在 {edge} 元处已经分段",
    mend: "请用 band: { up_to: {edge} } 改这一段的比例，或换一个分段点",
  },
  "SIMULATION-IDENTITY-NAME": {
    what: "“{name}”不能作身份的名称",
    mend: "请用小写字母、数字与连字符，以字母开头，例如 over-80；none 与 other 另有用处",
  },
  "SIMULATION-IDENTITY-EXISTS": {
    what: "身份“{name}”（{title}）已经有了",
    mend: "请换一个名称；要让更多的人享有它，请用 give_identity",
  },
  "SIMULATION-NOT-BY-IDENTITY": {
    what: "参数 {name}（{title}）不按身份分行（{by}），没有这一身份的值",
    mend: "请改写按身份分行的参数，或在 pack 里写按 identity 分行的新版本",
  },
  "SIMULATION-AGES": {
    what: "age_from {from} 岁大于 age_to {to} 岁，没有人符合",
    mend: "请改正其中一个；两头的岁数都含在内",
  },
  "SIMULATION-DISTRICT": {
    what: "“{value}”不是本区划下县区的六位代码",
    mend: "最接近的是 {nearest}；代码以 {prefix} 开头",
  },
  "SIMULATION-MERGE-WITH-ITSELF": {
    what: "险种 {scheme} 并入它自己，什么也不变",
    mend: "请把 settled_as 改为另一个险种",
  },
  "SIMULATION-MERGE-NOT-COVERED": {
    what:
      "“{title}”的医疗类别 {visit_type}（病种 {disease}）在 {day} 没有险种 {settled_as} 的待遇，" +
      "并入后无从结算",
    mend:
      "请在 visit_types 写明改按哪一类别，如 {{visit_type}: 类别}，或在 keep 列出 {visit_type} " +
      "仍按原险种",
  },
  "SIMULATION-PACK-OUTSIDE-CHANGE": {
    what: "pack 里的“{name}”有效期是 {days}，超出了变更的 {change}",
    mend: "请把它的 from、to 改在变更的日子里",
  },
  "SIMULATION-SOLVE-NOT-A-NUMBER": {
    what: "参数 {name}（{title}）的单位是 {unit}，没有可以逐步移动的数",
    mend: "请改选单位为 yuan、ratio 或 count 的参数",
  },
  "SIMULATION-SOLVE-BOUNDS": {
    what: "求解的下限 {least} 不小于上限 {most}",
    mend: "请改正 least 与 most",
  },
  "SIMULATION-SOLVE-STEP": {
    what: "求解的步长 {step} 不合用（上下限相差 {range}）",
    mend: "请写大于 0、不超过上下限之差、使候选值不超过 {most} 个的步长",
  },
  "SIMULATION-MONTHS": {
    what: "“{value}”不是月数",
    mend: "请写 0 以上的数，至多两位小数，例如 {right}",
  },
} as const satisfies Record<string, ErrorMessage>;
