import type { ErrorMessage } from "./error-message.ts";

/** Texts of the settlement room: visits, charge lines, settling, cancelling, messages. */
export const SETTLEMENT_ERROR_TEXTS = {
  // who and where
  "SETTLEMENT-PERSON-UNKNOWN": {
    what: "没有人员编号为 {person_no} 的参保人",
    mend: "请先用 1101 查询人员基本信息，使用返回的人员编号",
  },
  "SETTLEMENT-NOT-ENROLLED": {
    what: "人员 {person_no} 在 {day} 没有参加险种 {insutype}",
    mend: "请核对险种和就诊日期，或请参保人到经办机构核实参保情况",
  },
  "SETTLEMENT-ENROLMENT-PAUSED": {
    what: "人员 {person_no} 的险种 {insutype} 在 {day} 处于{state}状态，不能享受待遇",
    mend: "请参保人恢复参保缴费后再结算，或按自费处理",
  },
  "SETTLEMENT-INSURED-ELSEWHERE": {
    what: "人员 {person_no} 的参保地是 {insured_region}，不属于本统筹区 {region}",
    mend: "请按异地就医流程上传到参保地",
  },
  "SETTLEMENT-INSTITUTION-UNKNOWN": {
    what: "没有编号为 {institution_code} 的定点医药机构",
    mend: "请核对报文头的定点医药机构编号",
  },
  "SETTLEMENT-AGREEMENT-SUSPENDED": {
    what: "机构 {institution_code} 的医保服务协议在 {day} 处于中止状态",
    mend: "请联系经办机构恢复协议；中止期间的费用不能结算",
  },
  "SETTLEMENT-NO-AGREEMENT": {
    what: "机构 {institution_code} 在 {day} 没有生效的医保服务协议",
    mend: "请核对就诊日期，或联系经办机构续签协议",
  },
  "SETTLEMENT-PHARMACY-ADMITS": {
    what: "机构 {institution_code} 是定点零售药店，不能收治住院",
    mend: "请核对机构编号；住院由定点医疗机构办理",
  },
  "SETTLEMENT-NO-CERTIFICATE": {
    what: "人员 {person_no} 在 {day} 没有病种 {disease} 的门诊待遇备案",
    mend: "请先为参保人办理该病种备案，或改用普通门诊类别结算",
  },
  "SETTLEMENT-NOT-DESIGNATED": {
    what: "人员 {person_no} 在 {day} 已选定点机构 {chosen}，本机构不在其中",
    mend: "请到所选机构就医，或先为参保人在本机构办理定点备案（2505）",
  },
  "SETTLEMENT-LIABILITY-UNDECIDED": {
    what: "人员 {person_no} 在 {day} 的外伤可能由第三人负担，尚未认定由基金支付",
    mend: "请先办理意外伤害备案（2507），认定支付后再结算",
  },
  "SETTLEMENT-DISEASE-MISSING": {
    what: "医疗类别 {visit_type} 要按备案病种结算，但没有填写病种编码",
    mend: "请在就诊信息或费用批次中填写病种编码 dise_codg",
  },
  // visits
  "SETTLEMENT-TIME": {
    what: "“{time}”不是存在的时间",
    mend: "请按 年-月-日 时:分:秒 填写，例如 2023-06-01 08:30:00",
  },
  "SETTLEMENT-VISIT-UNKNOWN": {
    what: "人员 {person_no} 没有就诊ID为 {visit_id} 的就诊",
    mend: "请核对就诊ID与人员编号，使用登记时返回的就诊ID",
  },
  "SETTLEMENT-VISIT-OTHER-INSTITUTION": {
    what: "就诊 {visit_id} 是在其他机构登记的，本机构不能办理",
    mend: "请核对就诊ID；须由登记该就诊的机构办理",
  },
  "SETTLEMENT-VISIT-OTHER-NUMBER": {
    what: "就诊 {visit_id} 的住院/门诊号与上传的“{own_number}”不一致",
    mend: "请核对就诊ID和住院/门诊号",
  },
  "SETTLEMENT-VISIT-OTHER-KIND": {
    what: "就诊 {visit_id} 是{kind}就诊，不能{action}",
    mend: "请核对就诊ID，或改用{kind}对应的交易",
  },
  "SETTLEMENT-VISIT-CANCELLED": {
    what: "就诊 {visit_id} 已撤销，不能{action}",
    mend: "请重新登记后用新的就诊ID办理",
  },
  "SETTLEMENT-VISIT-NOT-DISCHARGED": {
    what: "就诊 {visit_id} 还在院，不能{action}",
    mend: "请先办理出院（2402）；中途结算请把中途结算标志填 1",
  },
  "SETTLEMENT-VISIT-DISCHARGED": {
    what: "就诊 {visit_id} 已出院，不能{action}",
    mend: "请先撤销出院（2405）；要结算的请按出院结算上传",
  },
  "SETTLEMENT-VISIT-SETTLED": {
    what: "就诊 {visit_id} 有未撤销的结算 {settlement_id}，不能{action}",
    mend: "请先撤销该结算",
  },
  "SETTLEMENT-VISIT-HAS-LINES": {
    what: "就诊 {visit_id} 还有 {count} 条未结算的费用明细，不能{action}",
    mend: "请先撤销这些费用明细",
  },
  "SETTLEMENT-VISIT-TYPE-DIFFERS": {
    what: "上传的医疗类别 {sent} 与就诊 {visit_id} 登记的 {kept} 不一致",
    mend: "请使用就诊登记的医疗类别，或先重新上传就诊信息",
  },
  "SETTLEMENT-VISIT-TYPE-KIND": {
    what: "医疗类别 {visit_type} 不适用于{kind}",
    mend: "请改正医疗类别；住院类从入院办理（2401）开始，门诊类从挂号（2201）开始，药店购药用 2102",
  },
  "SETTLEMENT-VISIT-SCHEME-DIFFERS": {
    what: "上传的险种 {sent} 与就诊 {visit_id} 登记的 {kept} 不一致",
    mend: "请使用登记时的险种，或撤销后重新登记",
  },
  "SETTLEMENT-VISIT-NOT-YET": {
    what: "时间 {time} 晚于当前时间",
    mend: "请核对时间，不能上传尚未发生的就诊",
  },
  "SETTLEMENT-DISCHARGE-EARLY": {
    what: "出院时间 {end_at} 早于入院时间 {begin_at}",
    mend: "请核对出院时间",
  },
  "SETTLEMENT-ALREADY-IN-HOSPITAL": {
    what: "人员 {person_no} 正在机构 {institution_code} 住院（就诊 {visit_id}），未出院",
    mend: "请先在该机构办理出院，再办理本次入院",
  },
  // charge lines
  "SETTLEMENT-LINE-SERIAL": {
    what: "费用明细流水号“{serial}”不符合要求",
    mend: "请填写 1 至 15 位数字，不能为 0",
  },
  "SETTLEMENT-LINE-SERIAL-TWICE": {
    what: "费用明细流水号在本次就诊中重复",
    mend: "请为每条明细使用不同的流水号；重传前请先撤销原明细",
  },
  "SETTLEMENT-LINE-TIME": {
    what: "费用发生时间“{time}”不是存在的时间",
    mend: "请按 年-月-日 时:分:秒 填写 fee_ocur_time",
  },
  "SETTLEMENT-LINE-TIME-OUTSIDE": {
    what: "费用发生时间 {time} 不在本次就诊期间（{from} 至 {to}）",
    mend: "请核对 fee_ocur_time 或就诊时间",
  },
  "SETTLEMENT-LINE-AMOUNT": {
    what: "金额 {sent} 元与单价乘数量得到的 {computed} 元相差超过 0.01 元",
    mend: "请核对 det_item_fee_sumamt、pric 和 cnt",
  },
  "SETTLEMENT-LINE-NEGATIVE": {
    what: "数量、单价或金额不大于 0，又没有填写被退费的流水号",
    mend: "退费请填写 init_feedetl_sn；正常收费的数量须大于 0，金额不能为负",
  },
  "SETTLEMENT-LINE-ITEM-UNKNOWN": {
    what: "医保目录在 {day} 没有编码为“{item_code}”的项目",
    mend: "请核对 med_list_codg，或先下载更新目录",
  },
  "SETTLEMENT-LINE-UNMAPPED": {
    what: "机构目录编码“{own_code}”在 {day} 没有对照医保目录",
    mend: "请先上传目录对照（3301），再上传费用",
  },
  "SETTLEMENT-LINE-MAPPING-DIFFERS": {
    what: "机构目录编码“{own_code}”对照的是医保目录 {mapped}，上传的却是 {item_code}",
    mend: "请改正 med_list_codg，或先更新目录对照",
  },
  "SETTLEMENT-REFUND-POSITIVE": {
    what: "退费明细的数量和金额应为负数",
    mend: "请把 cnt 和 det_item_fee_sumamt 填为负数",
  },
  "SETTLEMENT-REFUND-UNKNOWN": {
    what: "被退费的流水号 {serial} 不在本次就诊的明细中",
    mend: "请核对 init_feedetl_sn，退费须指向原收费明细",
  },
  "SETTLEMENT-REFUND-SETTLED": {
    what: "被退费的明细 {serial} 已在结算 {settlement_id} 中结算",
    mend: "请先撤销该结算，再退费后重新结算",
  },
  "SETTLEMENT-REFUND-PRICE": {
    what: "退费单价与原明细 {serial} 的单价不同",
    mend: "请按原单价退费",
  },
  "SETTLEMENT-REFUND-TOO-MUCH": {
    what: "退费超过原明细 {serial} 剩余的 {left} 元，或退数量与退金额不相符",
    mend: "请核对已退数量和金额",
  },
  "SETTLEMENT-LINE-UNKNOWN": {
    what: "本次就诊没有流水号为 {serial} 的明细",
    mend: "请核对 feedetl_sn；撤销全部未结算明细请填 0000",
  },
  "SETTLEMENT-LINE-OTHER-ITEM": {
    what: "流水号 {serial} 的明细是项目 {item_code}，不是“{sent}”",
    mend: "请核对记账流水号和医疗目录编码",
  },
  "SETTLEMENT-LINE-SETTLED": {
    what: "明细 {serial} 已在结算 {settlement_id} 中结算，不能撤销",
    mend: "请先撤销该结算",
  },
  "SETTLEMENT-LINE-REFUNDED": {
    what: "明细 {serial} 已有退费明细 {refund}，不能单独撤销",
    mend: "请连同退费明细一起撤销",
  },
  "SETTLEMENT-BATCH-MISSING": {
    what: "门诊费用明细没有填写收费批次号",
    mend: "请填写 chrg_bchno",
  },
  "SETTLEMENT-BATCH-EXISTS": {
    what: "收费批次 {batch_no} 已上传过，同一批次须一次传完",
    mend: "请先撤销该批次再重传，或换用新的批次号",
  },
  "SETTLEMENT-BATCH-SETTLED": {
    what: "收费批次 {batch_no} 已在结算 {settlement_id} 中结算",
    mend: "请先撤销该结算，或换用新的批次号",
  },
  "SETTLEMENT-BATCH-UNKNOWN": {
    what: "就诊 {visit_id} 没有收费批次 {batch_no} 的未结算明细",
    mend: "请核对 chrg_bchno，先上传费用明细",
  },
  "SETTLEMENT-BATCH-DISEASES": {
    what: "收费批次 {batch_no} 的明细填了不同的病种（{first}、{second}）",
    mend: "一个批次只能有一个病种，请分批上传",
  },
  // settling
  "SETTLEMENT-NO-LINES": {
    what: "就诊 {visit_id} 没有可结算的费用明细",
    mend: "请先上传费用明细再结算",
  },
  "SETTLEMENT-TOTAL-DIFFERS": {
    what: "上传的医疗费总额 {sent} 元与费用明细合计 {computed} 元不符",
    mend: "请核对 medfee_sumamt，或补传、撤销明细后重试",
  },
  "SETTLEMENT-SUMS-DIFFER": {
    what: "上传的{name} {sent} 元与费用明细合计 {computed} 元不符",
    mend: "请使用上传明细时返回的各项金额，或留空由平台计算",
  },
  "SETTLEMENT-CLAIM-PERIOD": {
    what: "出院日期 {to} 早于入院日期 {from}",
    mend: "请按票据改正日期",
  },
  "SETTLEMENT-CLAIM-PAID": {
    what: "就诊 {visit_id} 的报销款已经拨付，不能{action}",
    mend: "请与财务核对；多付的款项追回入账之前，结算不能撤销",
  },
  "SETTLEMENT-PAYMENT-CHANGED": {
    what: "结算 {settlement_id} 提请拨付 {proposed} 元，现在应付 {now} 元",
    mend: "请退回，按待拨付清单重新提请",
  },
  "SETTLEMENT-PAYMENT-REFERENCE-USED": {
    what: "银行流水号 {bank_reference} 已用于 {paid_on} 的一批拨付",
    mend: "请核对银行回单，一笔流水只登记一次",
  },
  "SETTLEMENT-PAYMENT-DAY": {
    what: "拨付日期 {day} 不在结算 {settlement_id} 的结算日 {from} 至今天 {to} 之间",
    mend: "请按银行回单改正日期",
  },
  "SETTLEMENT-CLAIM-LINE-DAY": {
    what: "费用日期 {day} 不在就诊期间 {begin} 至 {end} 之内",
    mend: "请按清单改正费用日期，或改正就诊期间",
  },
  "SETTLEMENT-UNKNOWN": {
    what: "人员 {person_no} 的就诊 {visit_id} 没有结算 {settlement_id}",
    mend: "请核对结算ID、就诊ID和人员编号",
  },
  "SETTLEMENT-CANCELLED-ALREADY": {
    what: "结算 {settlement_id} 已经撤销过（撤销记录 {reversal_id}）",
    mend: "不需要再次撤销；可用 5203 查询结果",
  },
  "SETTLEMENT-CANCEL-ORDER": {
    what: "同一次住院在结算 {settlement_id} 之后还有未撤销的结算 {later_id}",
    mend: "请从最后一次结算开始依次撤销",
  },
  // messages
  "SETTLEMENT-MESSAGE-REUSED": {
    what: "报文 {message_id} 已用于内容不同的交易（{transaction_code}）",
    mend: "请为新的交易使用新的 msgid；重发须与原报文完全一致",
  },
  "SETTLEMENT-MESSAGE-REVERSED": {
    what: "报文 {message_id} 的交易已被报文 {reversed_by} 冲正",
    mend: "请用新的 msgid 重新办理",
  },
  "SETTLEMENT-MESSAGE-DIFFERS": {
    what: "报文 {message_id} 是交易 {transaction_code}、人员 {person_no}，与冲正请求不一致",
    mend: "请核对 omsgid、oinfno 和 psn_no",
  },
  "SETTLEMENT-MESSAGE-NOT-REVERSIBLE": {
    what: "交易 {transaction_code} 不能冲正",
    mend: "可冲正的是 2102、2207、2304、2401；其他交易请用对应的撤销交易",
  },
  // the writer
  "SETTLEMENT-BUSY": {
    what: "平台正忙，排队的请求已有 {waiting} 个",
    mend: "请在 {seconds} 秒后用同一报文重发",
  },
  "SETTLEMENT-CLOSED": {
    what: "平台正在停止服务",
    mend: "请稍后用同一报文重发",
  },
  "SETTLEMENT-CONTENTION": {
    what: "人员 {person_no} 的账户正被多笔业务同时使用，未能排上",
    mend: "请稍后用同一报文重发",
  },
  // deposits
  "SETTLEMENT-DEPOSIT-REUSED": {
    what: "入账编号 {reference} 已用于人员 {person_no} 的另一笔入账",
    mend: "请为不同的入账使用不同的编号；重发须与原内容一致",
  },
} as const satisfies Record<string, ErrorMessage>;
