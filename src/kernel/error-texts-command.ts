import type { ErrorMessage } from "./error-message.ts";

/** Texts of the command line. */
export const COMMAND_ERROR_TEXTS = {
  "COMMAND-NO-TRANSACTION": {
    what: "接口没有交易“{code}”",
    mend: "请用 yibao interface 查看全部交易编号",
  },
  "COMMAND-UNKNOWN": {
    what: "没有名为“{command}”的命令",
    mend: "可用的命令：{known}；用 yibao --help 查看说明",
  },
  "COMMAND-UNKNOWN-FLAG": {
    what: "命令“{command}”没有参数“{flag}”",
    mend: "请运行 yibao {command} --help 查看可用参数",
  },
  "COMMAND-FLAG-ELSEWHERE": {
    what: "“{command}”不用参数 {flags}",
    mend: "可用的参数：{known}；请运行 yibao {command} --help",
  },
  "COMMAND-MISSING": {
    what: "命令“{command}”缺少 {what}",
    mend: "请运行 yibao {command} --help 查看写法",
  },
  "COMMAND-BAD-FLAG": {
    what: "参数 {flag} 的值“{value}”不可用",
    mend: "请改用：{allowed}",
  },
  "COMMAND-PORT-BUSY": {
    what: "端口 {port} 已被占用",
    mend: "请停掉占用它的程序，或用 --port 另选端口",
  },
  "COMMAND-NO-SERVER": {
    what: "连接不上 {url}（{reason}）",
    mend: "请先在另一终端运行 npm start，待其打印 ready 后再试，或用 --url 指明地址",
  },
  "COMMAND-NO-REPORT": {
    what: "{url} 没有给出报告（{reason}）",
    mend: "请核对机构编号；要求签名的平台须另加 --sandbox 启动，或用 --data、--database-url 直接读库",
  },
  "COMMAND-NO-PEER": {
    what: "没有安装对比的对手（{reason}）",
    mend: "对手是开发依赖，请在项目目录运行 npm ci（不加 --omit=dev）",
  },
  "COMMAND-OIDC-SECRET": {
    what: "读不到单位身份认证的客户端密钥 {file}（{reason}）",
    mend: "请核对 --oidc-client-secret-file 指的文件，里面只写密钥，且运行平台的用户可读",
  },
  // server
  "SERVER-QUERY-VALUE": {
    what: "查询参数 {name} 的值“{value}”不可用",
    mend: "请填写 {least} 至 {most} 之间的整数",
  },
  "SERVER-SETTLEMENT-UNKNOWN": {
    what: "人员 {person_no} 在机构 {institution_code} 没有结算 {settlement_id}",
    mend: "请核对结算ID与人员编号；各机构只能查询本机构的结算",
  },
  "SERVER-EVENTS-WHOSE": {
    what: "没有说明查询哪个机构的事件",
    mend: "请用机构密钥签名请求；未要求签名的演示平台也可加 ?fixmedins_code=机构编码",
  },
  "SERVER-EVENTS-NOT-YOURS": {
    what: "密钥属于机构 {own}，不能查询机构 {named} 的事件",
    mend: "请去掉 fixmedins_code，或改用该机构自己的密钥",
  },
} as const satisfies Record<string, ErrorMessage>;
