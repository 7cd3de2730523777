/** The console's languages: Indonesian first, English by a switch that the browser remembers. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

/** The languages of the console and of the catalogue's words. */
export type Language = 'id' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'office';
    resources: { office: typeof id };
  }
}

const REMEMBERED = 'sampai.language';

/** Starts the words in the remembered language. */
export function startWords(): void {
  const language: Language = localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'id';
  document.documentElement.lang = language;
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'id',
    defaultNS: 'office',
    resources: { id: { office: id }, en: { office: en } },
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

/** Changes the language of page and server sentences, and remembers it. */
export function changeLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The words with the language they are in. */
export function useWords() {
  const { t, i18n } = useTranslation();
  return { t, language: (i18n.language === 'en' ? 'en' : 'id') as Language };
}

/** How words are asked for. */
export type Translate = ReturnType<typeof useWords>['t'];
