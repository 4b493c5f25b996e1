// Words: zh-CN is the source and always there, English comes as a chunk of its own. Keys are typed by the Chinese words.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Lang, onPrefs, prefs } from '../kit/prefs';
import type { Words } from './zh';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

type Part = Partial<Words>;

/** Starts the dictionary with the chapters an entry needs; `en` is loaded when English is first wanted. */
export async function startWords(zh: Part, en: () => Promise<Part>): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: false,
    defaultNS: 'words',
    ns: ['words'],
    resources: { zh: { words: zh } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  const show = async (lang: Lang) => {
    if (lang === 'en' && !i18next.hasResourceBundle('en', 'words'))
      i18next.addResourceBundle('en', 'words', await en());
    if (i18next.language !== lang) await i18next.changeLanguage(lang);
  };
  await show(prefs().lang);
  onPrefs(() => void show(prefs().lang));
}
