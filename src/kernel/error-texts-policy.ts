import type { ErrorMessage } from "./error-message.ts";

/** Texts of the policy room: bad packs (PACK-), regions (REGION-), questions to them (POLICY-). */
export const POLICY_ERROR_TEXTS = {
  "REGION-UNKNOWN": {
    what: "没有统筹区“{code}”的政策包",
    mend: "现有政策包：{known}；请改用其中之一，或给出政策包文件夹",
  },
  "PACK-FOLDER-EMPTY": {
    what: "政策包文件夹“{folder}”里没有 .yaml 文件",
    mend: "请放入含 region、parameters、benefits 的文件",
  },
  "PACK-FOLDER-UNREADABLE": {
    what: "读不到政策包文件夹“{folder}”（{reason}）",
    mend: "请核对路径与读取权限；也可以改写六位统筹区代码",
  },
  "PACK-FOLDER-OF-PACKS": {
    what: "文件夹“{folder}”里放着几个政策包，其中没有恰好一个与所检查的政策包代码相同",
    mend: "请写明与哪一个比较：{known}",
  },
  "PACK-NOT-TEXT": {
    what: "文件“{file}”不是 UTF-8 文本",
    mend: "请以 UTF-8 编码保存，或把它移出政策包文件夹",
  },
  "PACK-TOO-LARGE": {
    what: "政策包文件夹“{folder}”有 {files} 个文件，超出上限（{most}）",
    mend: "请核对文件夹是否写对；文件夹里只放政策文件与案例",
  },
  "PACK-WITHOUT-REGION": {
    what: "政策包“{folder}”没有 region 段，不知属于哪个统筹区",
    mend: "请在 region.yaml 写明 region: {code, name, parent}",
  },
  "PACK-NOT-YAML": {
    what: "不是有效的 YAML（{reason}）",
    mend: "请检查该行的缩进、冒号与引号",
  },
  "PACK-UNKNOWN-KEY": {
    what: "不认识的字段“{key}”",
    mend: "此处可用：{known}；请改正拼写或删去",
  },
  "PACK-MISSING-KEY": {
    what: "缺少字段“{key}”",
    mend: "请补写 {key}",
  },
  "PACK-WRONG-PURPOSE": {
    what: "“{name}”是筹资的参数（purpose: financing），它的生效日不会使待遇重新计算，待遇不能引用它",
    mend: "请把它改为待遇的参数（去掉 purpose: financing），或改用别的参数",
  },
  "PACK-NOT-ALLOWED": {
    what: "“{value}”不是此处允许的值",
    mend: "只能是：{allowed}",
  },
  "PACK-WRONG-SHAPE": {
    what: "{key} 的写法不对",
    mend: "此处应为{wanted}",
  },
  "PACK-DUPLICATE-NAME": {
    what: "名称“{name}”重复，{earlier} 已经定义",
    mend: "请合并为一处，或改用别的名称",
  },
  "PACK-EMPTY-PERIOD": {
    what: "终止日 {to} 不晚于起始日 {from}，没有一天有效",
    mend: "请改正 to；终止日当天不含在内",
  },
  "PACK-VERSIONS-OUT-OF-ORDER": {
    what: "版本没有按日期先后排列，或期间重叠（前一版起于 {earlier}，后一版起于 {later}）",
    mend: "请按 from 由早到晚排列，前一版的 to 不得晚于后一版的 from",
  },
  "PACK-UNKNOWN-DOCUMENT": {
    what: "依据文件“{document}”未在 documents 中登记",
    mend: "请先在 documents 登记文号与标题，再引用其名称",
  },
  "PACK-UNKNOWN-ROW": {
    what: "{dimension} 没有“{row}”这一行",
    mend: "可用的行：{known}、other",
  },
  "PACK-ROW-MISSING": {
    what: "{dimension} 缺少的行：{missing}，这些情形无从决定",
    mend: "请补齐各行；其余情形相同的可写 other，不予支付的写 null",
  },
  "PACK-NOT-A-COUNT": {
    what: "“{value}”不是非负整数",
    mend: "请填写整数",
  },
  "PACK-NEGATIVE-AMOUNT": {
    what: "金额“{value}”小于 0",
    mend: "起付线、限额等请填写不小于 0 的金额；不设限额的写 null",
  },
  "PACK-RATIO-OUT-OF-RANGE": {
    what: "比例“{value}”不在 0 与 1 之间",
    mend: "百分之八十五请写 0.85",
  },
  "PACK-BANDS-NOT-ASCENDING": {
    what: "分段没有由低到高排列，或最后一段没有敞口",
    mend: "请按 up_to 由小到大排列，最后一段写 up_to: null",
  },
  "PACK-UNKNOWN-PARAMETER": {
    what: "引用的参数“{name}”不存在",
    mend: "请在 parameters 中定义，或改正名称",
  },
  "PACK-WRONG-UNIT": {
    what: "参数“{name}”的单位是 {unit}，此处需要 {wanted}",
    mend: "请改引用单位为 {wanted} 的参数",
  },
  "PACK-UNKNOWN-FUND": {
    what: "基金“{fund}”未在 funds 中登记",
    mend: "请先在 funds 登记其名称、国家字段与基金账户",
  },
  "PACK-UNKNOWN-ACCUMULATOR": {
    what: "累计项“{name}”未在 accumulators 中登记",
    mend: "请先登记，或改正名称（大括号内的维度也须一致）",
  },
  "PACK-UNKNOWN-DISEASE": {
    what: "病种“{disease}”未在 diseases 中登记",
    mend: "请先在 diseases 登记编码与名称",
  },
  "PACK-UNKNOWN-VISIT-TYPE": {
    what: "医疗类别“{visit_type}”未在 visit_types 中登记",
    mend: "已登记的有：{known}；请改正编码，或先登记",
  },
  "PACK-UNKNOWN-SUBJECT": {
    what: "例外所说的“{about}”不是参数、待遇，也不是“待遇/层次”",
    mend: "请改正名称；所说的参数或待遇已删去的，例外也应删去",
  },
  "PACK-BENEFITS-OVERLAP": {
    what: "待遇“{first}”与“{second}”在 {day} 对险种 {insutype}、医疗类别 {visit_type} 同时适用",
    mend: "请调整其险种、医疗类别、病种或起止日期，使每种情形恰由一项待遇决定",
  },
  "PACK-PARENT-CIRCLE": {
    what: "政策包的上级关系成环：{chain}",
    mend: "请改正 region.parent",
  },
  "PACK-DUPLICATE-LAYER": {
    what: "层次“{layer}”在同一待遇内出现两次",
    mend: "请给每一层不同的名称",
  },
  "POLICY-NO-BENEFIT": {
    what: "{day} 没有适用于险种 {insutype}、医疗类别 {visit_type}、病种 {disease} 的待遇",
    mend: "请核对险种、医疗类别与就诊日期；确有此项待遇的，请在政策包中补充",
  },
  "POLICY-NO-VALUE": {
    what: "参数“{name}”在 {day} 没有适用的值",
    mend: "请核对就诊日期与病种；确应有值的，请在政策包中补充",
  },
  "POLICY-UNKNOWN-OPTION": {
    what: "没有名为“{name}”的政策选项",
    mend: "可用的选项：{known}",
  },
  "POLICY-BAD-OPTION": {
    what: "政策选项“{name}”的值“{value}”不可用",
    mend: "可用的值：{allowed}",
  },
  "POLICY-UNKNOWN-BENEFIT": {
    what: "{date} 没有名为“{benefit}”的待遇",
    mend: "当日有效的待遇：{known}",
  },
  "POLICY-RATE-NOT-WHOLE": {
    what: "“{layer}”各项比例相乘后超过六位小数",
    mend: "请减少比例的小数位数",
  },
} as const satisfies Record<string, ErrorMessage>;
