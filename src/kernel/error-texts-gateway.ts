import type { ErrorMessage } from "./error-message.ts";

/**
 * The gateway room: what is wrong with a message of the national interface. Each becomes the
 * err_msg of an answer, so it stays well below its 200 characters.
 */
export const GATEWAY_ERROR_TEXTS = {
  "GATEWAY-NOT-UTF8": {
    what: "报文不是 UTF-8 编码",
    mend: "请以 UTF-8 编码发送报文",
  },
  "GATEWAY-NOT-JSON": {
    what: "报文不是有效的 JSON（{reason}）",
    mend: "请发送一个完整的 JSON 对象",
  },
  "GATEWAY-TOO-LARGE": {
    what: "报文超过 {limit} MB",
    mend: "请把明细分批上传",
  },
  "GATEWAY-TOO-MANY-MEMBERS": {
    what: "报文的内容项过多（对象和数组 {nodes} 个，成员 {members} 个，分隔的值 {values} 个）",
    mend: "请把明细分批上传，一个报文不超过 {count_max} 个成员；文件请以 Base64 文本上传",
  },
  "GATEWAY-UNREADABLE": {
    what: "请求无法读取（{reason}）",
    mend: "请用 POST 发送 JSON 报文",
  },
  "GATEWAY-INFNO-MISSING": {
    what: "没有交易编号",
    mend: "请在报文头或地址中填写 infno",
  },
  "GATEWAY-INFNO-MISMATCH": {
    what: "地址中的交易编号是 {path}，报文头中是 {body}",
    mend: "请改为一致后重发",
  },
  "GATEWAY-ORDER-UNKNOWN": {
    what: "没有找到本机构的购药订单 {order_no}",
    mend: "请核对就诊登记号和参保人；订单由 2166 生成",
  },
  "GATEWAY-ORDER-STATE": {
    what: "购药订单 {order_no} {state}，不能这样办理",
    mend: "请改为：{mend}",
  },
  "GATEWAY-REVERSAL-KIND": {
    what: "冲正业务类型“{value}”不存在",
    mend: "可填 {allowed}",
  },
  "GATEWAY-KEPT-UNKNOWN": {
    what: "没有找到本机构上传的 {infno}（{by}），或已撤销",
    mend: "请核对编号，或先上传 {infno}",
  },
  "GATEWAY-TRANSACTION-REFUSED": {
    what: "交易 {infno}（{name}）不在本平台办理：{reason}",
    mend: "请不要发送这个交易；各交易的深度见 yibao interface",
  },
  "GATEWAY-UNKNOWN-TRANSACTION": {
    what: "交易 {infno} 不存在或未开通",
    mend: "请核对交易编号",
  },
  "GATEWAY-MEMBER-MISSING": {
    what: "必填项为空",
    mend: "请填写{label}后重发",
  },
  "GATEWAY-MSGID-TOO-LONG": {
    what: "报文ID有 {length} 个字符",
    mend: "请用不超过 40 个字符、每次不同的报文ID",
  },
  "GATEWAY-MSGID-REUSED": {
    what: "报文ID {msgid} 已用于内容不同的 {infno} 报文",
    mend: "重发须与原报文内容一致，新业务请换新的报文ID",
  },
  "GATEWAY-MESSAGE-REVERSED": {
    what: "报文 {msgid} 已被冲正",
    mend: "请换新的报文ID重新办理",
  },
  "GATEWAY-REGION-NOT-A-REGION": {
    what: "收到“{value}”，医保区划应为六位数字",
    mend: "请填写六位医保区划，例如 430400",
  },
  "GATEWAY-INSTITUTION-NOT-THE-KEYS": {
    what: "访问密钥不属于机构 {institution}",
    mend: "请用本机构的密钥签名，或改正机构编号",
  },
  "GATEWAY-SERVICE-NOT-THE-TRANSACTION": {
    what: "签名的服务是 {service}，报文是交易 {infno}",
    mend: "请按所发的交易签名",
  },
  "GATEWAY-SIGNATURE-REPLAYED": {
    what: "这个签名已用于内容不同的报文",
    mend: "请按当前时间重新签名后发送",
  },
  "GATEWAY-SM2-MISSING": {
    what: "本机构登记了 SM2 公钥，报文没有签名",
    mend: "请用对应的私钥对报文头签名后填写，签名方法见接入文档",
  },
  "GATEWAY-SM2-TIME": {
    what: "签名的报文时间“{value}”与平台时间相差超过 30 分钟",
    mend: "请校准时钟，按当前时间重新签名后发送",
  },
  "GATEWAY-SM2-WRONG": {
    what: "SM2 签名与报文头不符",
    mend: "请核对待签名串、用户标识 1234567812345678 和登记的公钥",
  },
  "GATEWAY-OVER-QUOTA": {
    what: "调用过于频繁，每秒限 {per_second} 次，一时限 {burst} 次，本次没有办理",
    mend: "请在 {seconds} 秒后用同一报文重发",
  },
  "GATEWAY-KEY-TAKEN": {
    what: "密钥编号“{access_key}”已经存在",
    mend: "请另取编号",
  },
  "GATEWAY-KEY-UNKNOWN": {
    what: "没有编号为“{access_key}”的密钥",
    mend: "用 yibao key list 查看现有密钥",
  },
  "GATEWAY-SM2-NOT-A-KEY": {
    what: "不是 SM2 公钥",
    mend: "请给出 04 开头的 65 字节未压缩公钥（130 位十六进制）",
  },
  "GATEWAY-INPUT-NOT-AN-OBJECT": {
    what: "input 应为 JSON 对象，收到的是{kind}",
    mend: "请把交易的各节点放在 input 对象中",
  },
  "GATEWAY-NODE-MISSING": {
    what: "input 中没有节点 {node}，或节点为空",
    mend: "请按接口文档提供{shape}节点 {node}",
  },
  "GATEWAY-NODE-NOT-ROWS": {
    what: "应为{shape}，收到的是{kind}",
    mend: "请按接口文档提供{shape}节点 {node}",
  },
  "GATEWAY-NODE-ONE-ROW": {
    what: "只能有一行，收到 {count} 行",
    mend: "请分开发送",
  },
  "GATEWAY-ONE-OF-MISSING": {
    what: "{names} 都为空",
    mend: "请至少填写其中一项",
  },
  "GATEWAY-NOT-TEXT": {
    what: "收到的是{kind}，应为文本",
    mend: "请改为文本后重发",
  },
  "GATEWAY-TEXT-UNUSABLE": {
    what: "文本中有不能保存的字符（空字符或残缺的编码）",
    mend: "请去掉这些字符后重发",
  },
  "GATEWAY-NOT-DIGITS": {
    what: "收到“{value}”，应为不是 0 的纯数字流水号",
    mend: "请只用数字，最多 30 位",
  },
  "GATEWAY-NOT-A-NUMBER": {
    what: "收到“{value}”，应为最多 {decimals} 位小数的数字",
    mend: "请改正后重发，例如 {example}",
  },
  "GATEWAY-NOT-AN-INTEGER": {
    what: "收到“{value}”，应为整数",
    mend: "请改正后重发，例如 1",
  },
  "GATEWAY-NOT-A-TIME": {
    what: "收到“{value}”，应为存在的日期时间",
    mend: "请按 年-月-日 时:分:秒 填写，例如 2023-06-01 08:30:00",
  },
  "GATEWAY-NOT-BYTES": {
    what: "文件数据不是 Base64 文本或字节数组",
    mend: "请以 Base64 编码发送文件",
  },
  "GATEWAY-FILE-EMPTY": {
    what: "文件没有内容",
    mend: "请重新生成文件后上传",
  },
  "GATEWAY-FILE-TOO-LARGE": {
    what: "文件超过 {limit} MB",
    mend: "请分成几个文件上传",
  },
  "GATEWAY-OTHER-INSTITUTION": {
    what: "收到“{value}”，不是发送报文的机构 {institution}",
    mend: "请填写本机构编号",
  },
  "GATEWAY-FILE-UNKNOWN": {
    what: "本机构没有文件 {file_no}，公共文件中也没有",
    mend: "请核对文件查询号，或重新申请下载",
  },
  "GATEWAY-FILE-EXPIRED": {
    what: "文件 {file_no} 的下载截止日期 {download_until} 已过",
    mend: "请重新上传或重新申请下载",
  },
  "GATEWAY-FILE-NOT-ROWS": {
    what: "文件不能读取：{reason}",
    mend: "请上传只含一个 UTF-8 文本、以制表符分列的 ZIP 压缩包",
  },
  "GATEWAY-FORM-BROKEN": {
    what: "multipart 表单不能读取：{reason}",
    mend: "请以 jsonStr 发送报文、以 file 发送文件",
  },
  "GATEWAY-NOT-IN-DICTIONARY": {
    what: "收到“{value}”，不在字典 {dictionary} 中",
    mend: "可填 {allowed}",
  },
  "GATEWAY-DICTIONARY-UNKNOWN": {
    what: "没有字典 {type}",
    mend: "请核对字典类型，相近的有 {near}",
  },
  "GATEWAY-INSTITUTION-UNKNOWN": {
    what: "机构 {institution} 没有登记为定点医药机构",
    mend: "请核对机构编号，或联系经办机构登记",
  },
  "GATEWAY-SIGN-IN-UNKNOWN": {
    what: "本机构没有签到编号 {sign_no}",
    mend: "请先签到（9001），使用返回的签到编号",
  },
  "GATEWAY-SIGN-IN-OTHER-OPERATOR": {
    what: "签到 {sign_no} 是操作员 {operator} 的",
    mend: "请由签到的操作员签退",
  },
  "GATEWAY-SIGN-IN-OTHER-DAY": {
    what: "签到 {sign_no} 是 {day} 的，不是今天的",
    mend: "请今天签到（9001）后再签退",
  },
  "GATEWAY-CERTIFICATE-UNKNOWN": {
    what: "没有找到凭证编号为“{value}”的参保人",
    mend: "请核对就诊凭证类型和编号，参保人不在本统筹区的请按异地就医办理",
  },
  "GATEWAY-PERSON-DIFFERS": {
    what: "收到“{value}”，与该参保人登记的{label}不一致",
    mend: "请核对是否选错了人，或不填{label}",
  },
  "GATEWAY-INSTITUTION-NOT-FOUND": {
    what: "没有编号或名称为“{value}”的这类机构",
    mend: "请核对机构类型、编号和名称",
  },
  "GATEWAY-INSTITUTION-AMBIGUOUS": {
    what: "名称含“{value}”的机构有 {count} 家",
    mend: "请填写完整名称或机构编号",
  },
  "GATEWAY-ROWS-DIFFER": {
    what: "{label}与第 1 行不同",
    mend: "一次只能传一个人的一次就诊，请分开发送",
  },
  "GATEWAY-PERIOD-BACKWARDS": {
    what: "结束日期 {to} 早于开始日期 {from}",
    mend: "请改正对账起止日期",
  },
  "GATEWAY-NOT-A-MONTH": {
    what: "收到“{value}”，应为六位年月",
    mend: "请按 年年年年月月 填写，例如 202306",
  },
  "GATEWAY-FULL": {
    what: "平台正忙，正在处理的报文已有 {in_flight} 个",
    mend: "请在 {seconds} 秒后用同一报文重发",
  },
  "GATEWAY-HEAVY-FULL": {
    what: "平台正忙，正在办理和等候的对账、审核等大量计算已有 {count} 个",
    mend: "请在 {seconds} 秒后用同一报文重发",
  },
  "GATEWAY-HEAVY-OVER-SHARE": {
    what: "机构 {institution_code} 正在办理和等候的对账、审核等大量计算已有 {count} 个，达到上限",
    mend: "请等前一个应答，或在 {seconds} 秒后用同一报文重发",
  },
  "GATEWAY-INSTITUTION-OVER-SHARE": {
    what: "机构 {institution_code} 正在处理的报文已有 {in_flight} 个，达到一家机构的上限",
    mend: "请在 {seconds} 秒后用同一报文重发，并减少同时发送的报文",
  },
  "GATEWAY-STOPPING": {
    what: "平台正在停止服务，不再接受新的报文",
    mend: "请在 {seconds} 秒后用同一报文重发",
  },
  "GATEWAY-FAULT": {
    what: "平台故障，本次交易的结果未知",
    mend: "请用同一报文ID重发，或用 2601 冲正",
  },
} as const satisfies Record<string, ErrorMessage>;
