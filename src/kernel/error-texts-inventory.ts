import type { ErrorMessage } from "./error-message.ts";

export const INVENTORY_ERROR_TEXTS = {
  "INVENTORY-VALUE-MISSING": {
    what: "{name}没有填写",
    mend: "请填写后重新上传这一行",
  },
  "INVENTORY-VALUE-TOO-LONG": {
    what: "{name}超过 {length_max} 个字",
    mend: "请核对后重新上传",
  },
  "INVENTORY-TIME-EARLY": {
    what: "发生时间 {time} 早于 1990 年",
    mend: "请核对时间",
  },
  "INVENTORY-CHANGE-TYPE": {
    what: "“{value}”不是库存变更类型",
    mend: "请填写字典 inv_chg_type 的代码，如 103 盘盈、104 盘损",
  },
  "INVENTORY-QUANTITY": {
    what: "数量必须{least} 0",
    mend: "请填写最小计价单位的数量；减少库存用相应的变更类型或退货交易，不填负数",
  },
  "INVENTORY-TIME-FUTURE": {
    what: "发生时间 {time} 晚于今天 {today}",
    mend: "请核对时间和本机时钟",
  },
  "INVENTORY-EXPIRY": {
    what: "有效期止 {expires_on} 早于生产日期 {made_on}",
    mend: "请对照包装改正",
  },
  "INVENTORY-ITEM-UNMAPPED": {
    what: "机构目录编号“{own_code}”在发生日没有对照到医保目录",
    mend: "请先用 3301 上传目录对照；没有国家编码的商品，医疗目录编码填 NMLC999",
  },
  "INVENTORY-MAPPING-DIFFERS": {
    what: "机构目录编号“{own_code}”对照的是 {expected}，不是上传的 {item_code}",
    mend: "请改正医疗目录编码，或先更正目录对照",
  },
  "INVENTORY-SETTLEMENT-MISSING": {
    what: "医保结算的销售没有填写结算ID",
    mend: "请填写 setl_id；自费销售的就诊结算类型填 2",
  },
  "INVENTORY-TRACE-TWICE": {
    what: "追溯码“{trace_code}”在同一行里出现了两次",
    mend: "请每个最小包装填写各自的追溯码",
  },
  "INVENTORY-TRACE-SOLD": {
    what: "追溯码“{trace_code}”已经售出，还没有退货",
    mend: "请核对扫码；确是同一盒的，先上传原销售的退货；拆零销售的拆零标志填 1",
  },
  "INVENTORY-TRACE-NOT-SOLD": {
    what: "追溯码“{trace_code}”不在所退的那笔销售里，或已经退过",
    mend: "请核对追溯码与商品销售流水号",
  },
  "INVENTORY-PURCHASE-UNKNOWN": {
    what: "没有机构目录编号“{own_code}”、批次流水号“{stock_batch_no}”的采购可退",
    mend: "请先上传采购（3503），或核对编号、批次和商品采购流水号",
  },
  "INVENTORY-SALE-UNKNOWN": {
    what: "没有机构目录编号“{own_code}”、批次流水号“{stock_batch_no}”、就医流水号“{visit_no}”的销售可退",
    mend: "请先上传销售（3505），或核对编号、批次、就医流水号和商品销售流水号",
  },
  "INVENTORY-RETURN-TOO-MUCH": {
    what: "退货数量 {asked} 超过这笔还能退的 {left}",
    mend: "请改正数量；分属几笔采购或销售的，请按流水号分行上传",
  },
  "INVENTORY-RECORD-UNKNOWN": {
    what: "没有批次流水号“{stock_batch_no}”的这类数据，或已经删除",
    mend: "请核对批次流水号和进销存数据类型",
  },
  "INVENTORY-DATA-TYPE": {
    what: "“{value}”不是进销存数据类型",
    mend: "请填写 1 盘存、2 库存变更、3 采购或 4 销售",
  },
  "INVENTORY-OTHER-INSTITUTION": {
    what: "“{value}”不是本机构的编号",
    mend: "请填写发送报文的机构编号，只能查询本机构的数据",
  },
  "INVENTORY-QUERY-TOO-WIDE": {
    what: "符合条件的超过 {rows_max} 条",
    mend: "请缩短起止日期，或加填批次流水号后分次查询",
  },
} as const satisfies Record<string, ErrorMessage>;
