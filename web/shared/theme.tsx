import { theme as antdTheme, ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useLayoutEffect } from "react";
import { cspNonce, giveStylesNonce } from "./csp-nonce.ts";
import { usePreferences } from "./preferences.ts";
import { useMedia } from "./use-media.ts";

/** Looks: colours with the contrast of WCAG AA, the fonts of the system, light and dark. */
const FONTS = [
  "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei UI', 'Noto Sans CJK SC'",
  "'Noto Sans SC', 'Source Han Sans SC', system-ui, sans-serif",
].join(", ");

const SIZES = {
  fontFamily: FONTS,
  borderRadius: 6,
  controlHeight: 32,
  motionDurationMid: "0.12s",
  motionDurationSlow: "0.16s",
} as const;

/** The usual greys of the library are paler than AA asks for. */
const LIGHT: NonNullable<ThemeConfig["token"]> = {
  ...SIZES,
  colorPrimary: "#1b5e8c",
  colorInfo: "#1b5e8c",
  colorLink: "#1b5e8c",
  colorSuccess: "#1f7a4d",
  colorWarning: "#9a5b00",
  colorError: "#c0281c",
  colorText: "#1c2733",
  colorTextSecondary: "#4a5866",
  colorTextTertiary: "#5a6774",
  colorTextDescription: "#4f5d6b",
  colorTextPlaceholder: "#66727f",
  colorTextQuaternary: "#66727f",
  colorBorder: "#c4ccd4",
  colorBorderSecondary: "#e3e8ed",
  colorBgLayout: "#f3f5f8",
  colorPrimaryBg: "#e6f0f7",
  colorPrimaryBgHover: "#d5e6f2",
  colorPrimaryBorder: "#a9cbe3",
  colorInfoBg: "#e9f2f8",
  colorInfoBorder: "#b4d2e6",
  colorSuccessBg: "#e7f4ec",
  colorSuccessBorder: "#a9d5bb",
  colorWarningBg: "#fdf3e0",
  colorWarningBorder: "#ecd0a0",
  colorErrorBg: "#fdecea",
  colorErrorBorder: "#f0b9b3",
  controlItemBgActive: "#e6f0f7",
  controlItemBgActiveHover: "#d5e6f2",
};

const DARK: NonNullable<ThemeConfig["token"]> = {
  ...SIZES,
  colorPrimary: "#3784b8",
  colorInfo: "#3784b8",
  colorLink: "#7db9e3",
  colorSuccess: "#4fae7d",
  colorWarning: "#d99a3d",
  colorError: "#ef7a6f",
  colorText: "#e3e9ef",
  colorTextSecondary: "#b0bcc8",
  colorTextTertiary: "#9aa8b5",
  colorTextDescription: "#a6b3c0",
  colorTextPlaceholder: "#8e9ba8",
  colorTextQuaternary: "#8e9ba8",
  colorBgBase: "#12181f",
  colorBgLayout: "#0d1218",
  colorBgContainer: "#151c24",
  colorBgElevated: "#1c252f",
  colorBorder: "#3c4855",
  colorBorderSecondary: "#26303a",
  colorPrimaryBg: "#17303f",
  colorPrimaryBgHover: "#1d3c50",
  colorPrimaryBorder: "#2d5a78",
  colorInfoBg: "#152936",
  colorInfoBorder: "#2a4a60",
  colorSuccessBg: "#142b20",
  colorSuccessBorder: "#2b5740",
  colorWarningBg: "#302511",
  colorWarningBorder: "#5e4a20",
  colorErrorBg: "#351b19",
  colorErrorBorder: "#6b3430",
  controlItemBgActive: "#17303f",
  controlItemBgActiveHover: "#1d3c50",
};

const COMPONENTS: NonNullable<ThemeConfig["components"]> = {
  Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 10, headerBorderRadius: 4 },
  Form: { itemMarginBottom: 16, verticalLabelPadding: "0 0 4px" },
  Menu: { itemHeight: 34, itemMarginInline: 6, itemMarginBlock: 1, iconMarginInlineEnd: 8 },
  Layout: { headerHeight: 52, headerPadding: "0 16px" },
  Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
};

/** White on the brand's colour reads well, the brand's colour on black does not. */
const DARK_COMPONENTS: typeof COMPONENTS = {
  ...COMPONENTS,
  Menu: { ...COMPONENTS.Menu, itemSelectedColor: "#a9d2ee" },
};

export function useDark(): boolean {
  const { theme } = usePreferences();
  const system = useMedia("(prefers-color-scheme: dark)");
  return theme === "dark" || (theme === "system" && system);
}

const NONCE = cspNonce();
giveStylesNonce(NONCE);

export function Theme({ children }: { readonly children: ReactNode }) {
  const { language } = usePreferences();
  const dark = useDark();
  const still = useMedia("(prefers-reduced-motion: reduce)");
  useLayoutEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [language, dark]);
  const config: ThemeConfig = {
    algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: { ...(dark ? DARK : LIGHT), motion: !still },
    components: dark ? DARK_COMPONENTS : COMPONENTS,
    hashed: false,
  };
  return (
    <ConfigProvider
      locale={language === "zh" ? zhCN : enUS}
      theme={config}
      button={{ autoInsertSpace: false }}
      {...(NONCE === undefined ? {} : { csp: { nonce: NONCE } })}
    >
      {children}
    </ConfigProvider>
  );
}
