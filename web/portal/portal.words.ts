import { dictionary } from "../shared/words.ts";

export const PORTAL_WORDS = dictionary(
  {
    menu: "服务",
    staff: "工作台登录",
    signIn: "凭电子凭证登录",
    signInWhy: "本人的就医、账户和家庭共济，凭经办机构签发的一次性电子凭证查看。",
    demoPeople: "用演示参保人体验",
    demoPeopleWhy: "这是演示平台，人和费用都是虚构的。点一位，就凭他的一次性电子凭证进入。",
    demoPerson: (scheme: string, born: string) => `${scheme} · ${born} 年出生`,
    demoSettlements: (count: number) => `${count} 次结算`,
    signOut: "退出",
    footNotice: "本平台为开放源代码软件；标有“待核实”的政策数值尚未与文件原文核对。",
    demoNotice: "演示数据：人、机构、金额全是虚构的。",
    api: "接口说明",
  },
  {
    menu: "Services",
    staff: "Staff sign-in",
    signIn: "Sign in by credential",
    signInWhy:
      "Your own visits, account and family account, by a one-time credential of the agency.",
    demoPeople: "Try it as a person of the demo",
    demoPeopleWhy: "People and amounts are invented. Choose one to enter by a one-time credential.",
    demoPerson: (scheme: string, born: string) => `${scheme} · born ${born}`,
    demoSettlements: (count: number) => `${count} settlements`,
    signOut: "Sign out",
    footNotice:
      "Open-source software; values marked “to be verified” await a check with the notices.",
    demoNotice: "Demo data: people, institutions and amounts are invented.",
    api: "API",
  },
);
