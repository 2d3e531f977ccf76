import type { ErrorMessage } from "./error-message.ts";

/** Who may sign in, and what they may do. */
export const ACCESS_ERROR_TEXTS = {
  "ACCESS-SIGN-IN": {
    what: "还没有登录，或登录已经过期",
    mend: "请登录后再试，已经填写的内容不会丢失",
  },
  "ACCESS-NO-RIGHT": {
    what: "您的账号没有“{title}”的权限",
    mend: "确需办理的，请向安全管理员申请授权",
  },
  "ACCESS-OTHER-SITE": {
    what: "请求来自其他网站的页面",
    mend: "请在本平台的页面上操作",
  },
  "ACCESS-ENROL-FIRST": {
    what: "账号还没有绑定动态口令",
    mend: "请先绑定动态口令，再办理业务",
  },
  "ACCESS-CHANGE-PASSWORD-FIRST": {
    what: "当前口令是他人设置的",
    mend: "请先修改口令，再办理业务",
  },
  "ACCESS-SIGN-IN-WRONG": {
    what: "账号或口令不正确",
    mend: "请核对后重新输入，忘记口令的请联系系统管理员重置",
  },
  "ACCESS-LOCKED": {
    what: "连续登录失败次数过多，{until} 之前不能登录",
    mend: "请到时再试，或联系安全管理员解锁",
  },
  "ACCESS-CODE-NEEDED": {
    what: "这个账号登录时还要输入动态口令",
    mend: "请输入验证器上的六位数字，或一个备用码",
  },
  "ACCESS-CODE-WRONG": {
    what: "动态口令不正确或已经用过",
    mend: "请等验证器显示下一组数字后再输入，并检查手机的时间",
  },
  "ACCESS-BUSY": {
    what: "同时登录的人太多",
    mend: "请过几秒再试",
  },
  "ACCESS-DEMO-ONLY": {
    what: "“{account}”是演示账号，本平台没有开启演示",
    mend: "请使用正式账号",
  },
  "ACCESS-DEMO-FIXED": {
    what: "演示账号人人共用，它的口令和动态口令不能修改",
    mend: "要试用这项功能，请另建一个账号",
  },
  "ACCESS-ACCOUNT-NAME": {
    what: "“{value}”不能作为账号名",
    mend: "请用 3 至 40 个小写字母、数字、点、横线或下划线，以字母开头",
  },
  "ACCESS-ACCOUNT-TAKEN": {
    what: "账号“{value}”已经有人使用",
    mend: "请换一个账号名",
  },
  "ACCESS-ACCOUNT-UNKNOWN": {
    what: "没有编号为 {account_no} 的账号",
    mend: "请在账号列表中重新选择",
  },
  "ACCESS-ACCOUNT-BELONGS": {
    what: "账号“{account}”的类别与所属不一致",
    mend: "机构账号要填写机构编码，参保人账号要填写人员编号，工作人员账号两者都不填",
  },
  "ACCESS-PERSON-NAME": {
    what: "姓名没有填写，或超过 {most} 个字",
    mend: "请填写使用人的姓名",
  },
  "ACCESS-REGIONS": {
    what: "区划“{value}”不适合这个账号",
    mend: "工作人员至少填写一个六位区划代码，机构和参保人的账号不填区划",
  },
  "ACCESS-ROLE-UNKNOWN": {
    what: "没有“{value}”这个角色",
    mend: "请从角色列表中选择",
  },
  "ACCESS-ROLE-OF-KIND": {
    what: "角色“{role}”不能授予这类账号",
    mend: "请选择与账号类别一致的角色",
  },
  "ACCESS-ROLES-TOGETHER": {
    what: "“{first}”与“{second}”不能由同一个账号担任（三权分立，经办与复核分离）",
    mend: "请只保留其中一个，另一个授予他人的账号",
  },
  "ACCESS-OWN-ACCOUNT": {
    what: "这是您自己的账号",
    mend: "请由另一位管理人员办理",
  },
  "ACCESS-PASSWORD-WEAK": {
    what: "新口令不符合要求：{reason}",
    mend: "请用 10 至 128 个字符，含大写、小写、数字、符号中的三种，不含账号名",
  },
  "ACCESS-PASSWORD-SAME": {
    what: "新口令与原口令相同",
    mend: "请换一个没有用过的口令",
  },
  "ACCESS-OLD-PASSWORD-WRONG": {
    what: "原口令不正确",
    mend: "请重新输入现在使用的口令",
  },
  "ACCESS-NO-ACCOUNT": {
    what: "电子凭证登录没有账号，不能设置口令或动态口令",
    mend: "请用账号登录后办理",
  },
  "ACCESS-FACTOR-EXISTS": {
    what: "账号已经绑定动态口令",
    mend: "要更换验证器，请先由安全管理员解除原来的绑定",
  },
  "ACCESS-FACTOR-NOT-OFFERED": {
    what: "没有待确认的动态口令",
    mend: "请重新开始绑定",
  },
  "ACCESS-SESSION-UNKNOWN": {
    what: "没有这个登录，或它已经结束",
    mend: "请刷新登录列表",
  },
  "ACCESS-CREDENTIAL-BAD": {
    what: "电子凭证无效、已过期或已经用过",
    mend: "请刷新电子凭证后重新出示",
  },
  "ACCESS-UNMASK-REASON": {
    what: "查看完整信息的理由没有写明，或字数不在 {least} 至 {most} 之间",
    mend: "请写明办理的事项",
  },
  "ACCESS-PROPOSAL-UNKNOWN": {
    what: "没有编号为 {proposal_no} 的待复核事项，或不属于您负责的区划",
    mend: "请刷新列表",
  },
  "ACCESS-PROPOSAL-OTHER-CONTENT": {
    what: "请求号 {request_id} 已经提交过，内容不同",
    mend: "请刷新后重新提交",
  },
  "ACCESS-PROPOSAL-DECIDED": {
    what: "事项 {proposal_no} 已由{decider}处理",
    mend: "不必再处理，请刷新列表",
  },
  "ACCESS-PROPOSAL-REASON": {
    what: "没有写明理由，或理由超过 {most} 个字",
    mend: "请写明理由",
  },
  "ACCESS-OWN-PROPOSAL": {
    what: "事项 {proposal_no} 是您自己提交的",
    mend: "请由另一位有复核权限的人员处理",
  },
  "ACCESS-REGION": {
    what: "区划 {region} 不在您负责的范围",
    mend: "请由负责该区划的人员办理",
  },
  // The organisation's own sign-in.
  "ACCESS-OIDC-OFF": {
    what: "本平台没有开启单位账号登录",
    mend: "请用平台的账号和口令登录；要开启，请系统管理员按 docs/operating.md 设置",
  },
  "ACCESS-OIDC-UNREACHABLE": {
    what: "单位身份认证 {issuer} 没有应答（{reason}）",
    mend: "请稍后再试，或先用平台的账号和口令登录；一直如此的请告知系统管理员",
  },
  "ACCESS-OIDC-EXPIRED": {
    what: "这次单位账号登录已经过期、已经用过，或不是从这个浏览器开始的",
    mend: "请在登录页重新点“用单位账号登录”，十分钟内完成",
  },
  "ACCESS-OIDC-STATE": {
    what: "单位身份认证带回的状态值与本次登录不一致",
    mend: "请关闭其他登录页，在登录页重新点“用单位账号登录”",
  },
  "ACCESS-OIDC-REFUSED": {
    what: "单位身份认证 {issuer} 没有同意这次登录（{reason}）",
    mend: "请重新登录，并在单位的页面上同意；仍不行的请把括号里的原因告知系统管理员",
  },
  "ACCESS-OIDC-ANSWER": {
    what: "单位身份认证 {issuer} 的答复没有通过核验（{reason}），不能据此登录",
    mend: "请重新登录；仍不行的请把括号里的原因告知系统管理员",
  },
  "ACCESS-OIDC-UNLINKED": {
    what: "您的单位账号（{issuer} 的“{subject}”）还没有关联平台账号",
    mend: "请把引号里的标识告知安全管理员，由其在您的平台账号上关联",
  },
  "ACCESS-OIDC-DISABLED": {
    what: "平台账号“{account}”已经停用",
    mend: "确需使用的，请系统管理员启用",
  },
  "ACCESS-OIDC-RETURN": {
    what: "登录后要去的地址“{value}”不是工作台的页面",
    mend: "请从工作台的登录页登录",
  },
  "ACCESS-OIDC-STAFF-ONLY": {
    what: "只有工作人员的账号可以关联单位账号",
    mend: "机构与参保人请用各自的方式登录",
  },
  "ACCESS-OIDC-SUBJECT": {
    what: "单位账号的标识没有填写，或不是 1 至 255 个不含空格的英文字符",
    mend: "请填写单位身份认证中的 sub，本人登录一次，登录页和审计记录都会写明",
  },
  "ACCESS-OIDC-LINKED": {
    what: "单位账号“{subject}”已经关联别的平台账号，或这个平台账号已有关联",
    mend: "请先解除原来的关联",
  },
  "ACCESS-OIDC-NOT-LINKED": {
    what: "这个平台账号没有关联单位账号",
    mend: "不必解除，请刷新页面",
  },
} as const satisfies Record<string, ErrorMessage>;
