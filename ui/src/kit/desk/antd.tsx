// antd, themed by the tokens so that its parts look like ours. Loaded with the first form, never with a list.
import { ConfigProvider, type ThemeConfig, theme as themes } from 'antd';
import en from 'antd/locale/en_GB';
import zh from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useMemo } from 'react';
import { nonce } from '../nonce';
import { usePrefs } from '../prefs';

/** antd computes shades from the values, so it needs them, not the variables. They are read from tokens.css. */
function tokenReader() {
  const style = getComputedStyle(document.documentElement);
  return (name: string) => style.getPropertyValue(`--${name}`).trim();
}

function makeTheme(dark: boolean): ThemeConfig {
  const v = tokenReader();
  return {
    algorithm: dark ? themes.darkAlgorithm : themes.defaultAlgorithm,
    token: {
      colorPrimary: v('accent'),
      colorInfo: v('accent'),
      colorLink: v('accent'),
      colorError: v('bad'),
      colorErrorText: v('bad'),
      colorWarning: v('warn'),
      colorSuccess: v('good'),
      colorText: v('ink'),
      colorTextSecondary: v('ink-2'),
      colorTextTertiary: v('ink-3'),
      colorTextDescription: v('ink-2'),
      colorTextPlaceholder: v('ink-3'),
      colorTextQuaternary: v('ink-3'),
      colorTextLightSolid: v('accent-ink'),
      colorBorder: v('line-control'),
      colorBorderSecondary: v('line'),
      colorSplit: v('line'),
      colorBgBase: v('surface'),
      colorBgContainer: v('surface'),
      colorBgElevated: v('raise'),
      colorBgLayout: v('bg'),
      colorFillAlter: v('bg'),
      controlItemBgActive: v('accent-soft'),
      controlItemBgHover: v('bg'),
      fontFamily: v('font'),
      fontSize: 13,
      lineHeight: 20 / 13,
      fontWeightStrong: 600,
      borderRadius: 6,
      borderRadiusLG: 10,
      controlHeight: 32,
      controlHeightSM: 28,
      boxShadow: v('shadow'),
      boxShadowSecondary: v('shadow'),
      boxShadowTertiary: v('shadow'),
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Form: {
        itemMarginBottom: 14,
        verticalLabelPadding: '0 0 4px',
        labelColor: v('ink-2'),
        labelFontSize: 12,
        labelHeight: 16,
      },
      Select: {
        optionSelectedBg: v('accent-soft'),
        optionSelectedFontWeight: 600,
        optionHeight: 32,
        optionPadding: '6px 8px',
      },
      DatePicker: { cellActiveWithRangeBg: v('accent-soft') },
    },
  };
}

/** The heads of the calendar are named by what they show, «2026年» and «11月», not by what they open. */
function named<L extends typeof zh>(locale: L): L {
  const picker = locale.DatePicker;
  if (!picker) return locale;
  // An empty name would still be a name: the label has to be absent.
  const none = undefined as unknown as string;
  return { ...locale, DatePicker: { ...picker, lang: { ...picker.lang, yearSelect: none, monthSelect: none } } };
}
const locales = { zh: named(zh), en: named(en) };

export function AntdTheme({ children }: { children: ReactNode }) {
  const { dark, lang } = usePrefs();
  const theme = useMemo(() => makeTheme(dark), [dark]);
  dayjs.locale(lang === 'zh' ? 'zh-cn' : 'en-gb');
  return (
    <ConfigProvider
      theme={theme}
      locale={locales[lang]}
      csp={nonce ? { nonce } : undefined}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}
