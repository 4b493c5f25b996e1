import { useTranslation } from 'react-i18next';
import { Pop } from '../../kit/desk/pop';
import { Icon, type IconName } from '../../kit/icons';
import { setLang, setTheme, type Theme, usePrefs } from '../../kit/prefs';

const themes: { value: Theme; icon: IconName }[] = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'system', icon: 'screen' },
];

/** Language and look, also on the pages before sign-in. */
export function LookTools() {
  const { t } = useTranslation();
  const { lang, theme, dark } = usePrefs();
  const other = lang === 'zh' ? 'en' : 'zh';
  return (
    <>
      <button type="button" className="ib t" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLang(other)}>
        {other === 'zh' ? '中文' : 'English'}
      </button>
      <Pop
        label={t('shell.theme')}
        className="ib"
        align="right"
        button={() => <ThemeIcon dark={dark} label={t('shell.theme')} />}
      >
        {(close) =>
          themes.map((o) => (
            <button
              key={o.value}
              type="button"
              className={`mi ${o.value === theme ? 'on' : ''}`}
              aria-pressed={o.value === theme}
              onClick={() => {
                setTheme(o.value);
                close();
              }}
            >
              <Icon name={o.icon} />
              {t(`shell.${o.value}`)}
            </button>
          ))
        }
      </Pop>
    </>
  );
}

const ThemeIcon = ({ dark, label }: { dark: boolean; label: string }) => (
  <>
    <Icon name={dark ? 'moon' : 'sun'} />
    <span className="sr">{label}</span>
  </>
);
