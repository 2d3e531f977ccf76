import { dictionary } from "../shared/words.ts";

export const FRAME_WORDS = dictionary(
  {
    menu: "菜单",
    foldMenu: "收起菜单",
    unfoldMenu: "展开菜单",
    myAccount: "我的账号",
    signOut: "退出登录",
    regions: "负责地区",
    demo: "演示",
    demoWhy: "演示账号：看到的人和钱都是虚构的",
    portal: "服务大厅",
  },
  {
    menu: "Menu",
    foldMenu: "Fold the menu",
    unfoldMenu: "Unfold the menu",
    myAccount: "My account",
    signOut: "Sign out",
    regions: "Regions",
    demo: "Demo",
    demoWhy: "A demo account: people and money here are invented",
    portal: "Service hall",
  },
);
