import { dictionary } from "../words.ts";

export const SIGN_IN_WORDS = dictionary(
  {
    title: "登录",
    account: "账号",
    password: "口令",
    code: "动态口令",
    codeWhy: "请输入验证器上的六位数字；手机不在身边时，可用一个备用码",
    signIn: "登录",
    otherAccount: "换一个账号",
    or: "或",
    byOpenid: "用单位账号登录",
    openidKnown: (name: string, account: string) =>
      `${name}（${account}），单位账号已经通过，还需要动态口令。`,
    demoTitle: "演示账号",
    demoWhy: "以下账号只在演示方式下可用，数据全是虚构的。点一下即填好。",
    credential: "电子凭证码",
    credentialWhy: "向经办窗口领取的一次性凭证码，5 分钟内有效",
  },
  {
    title: "Sign in",
    account: "Account",
    password: "Password",
    code: "One-time code",
    codeWhy: "The six digits of your authenticator, or one of your backup codes",
    signIn: "Sign in",
    otherAccount: "Another account",
    or: "or",
    byOpenid: "Sign in with your organisation",
    openidKnown: (name: string, account: string) =>
      `${name} (${account}), your organisation knows you; one code more.`,
    demoTitle: "Demo accounts",
    demoWhy: "These work in demo mode only, and all data is invented. A click fills them in.",
    credential: "Credential code",
    credentialWhy: "The one-time code from the agency's counter; it holds for 5 minutes",
  },
);
