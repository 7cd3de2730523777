/** The switch between Indonesian and English in the dark bar. */
import { changeLanguage, type Language, useWords } from './i18n.ts';
import styles from './language-switch.module.css';

const languages: readonly Language[] = ['id', 'en'];

/** Two buttons; the pressed one is the language of the page. */
export function LanguageSwitch() {
  const { t, language } = useWords();
  return (
    <fieldset className={styles.switch}>
      <legend className="only-spoken">{t('app.language')}</legend>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          aria-label={`${one.toUpperCase()} · ${t(one === 'id' ? 'app.indonesian' : 'app.english')}`}
          onClick={() => changeLanguage(one)}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
