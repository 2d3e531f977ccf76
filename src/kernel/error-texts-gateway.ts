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
  "GATEWAY-NOT-IN-DICTIONARY": {
    what: "收到“{value}”，不在字典 {dictionary} 中",
    mend: "可填 {allowed}",
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
  "GATEWAY-FAULT": {
    what: "平台故障，本次交易的结果未知",
    mend: "请用同一报文ID重发，或用 2601 冲正",
  },
} as const satisfies Record<string, ErrorMessage>;
