import { Segmented } from "antd";
import { setPreferences, usePreferences } from "./preferences.ts";
import { useSharedWords } from "./shared.words.ts";

/** Switches of what somebody prefers: unit of amounts, language, looks. */

export function UnitSwitch() {
  const words = useSharedWords();
  const { unit } = usePreferences();
  return (
    <Segmented
      size="small"
      value={unit}
      aria-label={words.unitSwitch}
      options={[
        { value: "yuan", label: words.yuan },
        { value: "wan", label: words.wan },
      ]}
      onChange={(chosen) => setPreferences({ unit: chosen as "yuan" | "wan" })}
    />
  );
}

export function LanguageSwitch() {
  const words = useSharedWords();
  const { language } = usePreferences();
  return (
    <Segmented
      size="small"
      value={language}
      aria-label={words.language}
      options={[
        { value: "zh", label: "中文" },
        { value: "en", label: "English" },
      ]}
      onChange={(chosen) => setPreferences({ language: chosen as "zh" | "en" })}
    />
  );
}

export function ThemeSwitch() {
  const words = useSharedWords();
  const { theme } = usePreferences();
  return (
    <Segmented
      size="small"
      value={theme}
      aria-label={words.theme}
      options={[
        { value: "system", label: words.themeSystem },
        { value: "light", label: words.themeLight },
        { value: "dark", label: words.themeDark },
      ]}
      onChange={(chosen) => setPreferences({ theme: chosen as "system" | "light" | "dark" })}
    />
  );
}
