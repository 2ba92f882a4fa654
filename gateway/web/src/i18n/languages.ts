// The languages of the client, each by its own name.
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', intl: 'en-GB' },
  sq: { name: 'Shqip', direction: 'ltr', intl: 'sq' },
  'sr-Latn': { name: 'Srpski (latinica)', direction: 'ltr', intl: 'sr-Latn' },
  'sr-Cyrl': { name: 'Српски (ћирилица)', direction: 'ltr', intl: 'sr-Cyrl' },
  ru: { name: 'Русский', direction: 'ltr', intl: 'ru' },
  ka: { name: 'ქართული', direction: 'ltr', intl: 'ka' },
  // For those who test pages: English, strange and right to left. Chosen by ?language=ar-XB.
  'ar-XB': { name: 'Pseudo', direction: 'rtl', intl: 'en-GB' },
} as const;

// Where the browser does not know one of them, as Debian's knows neither Albanian nor Georgian:
// what writes its numbers as they do.
export const NUMBERS_LIKE = 'uk';

export type Language = keyof typeof LANGUAGES;

export const CHOICES = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== 'ar-XB');

const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);

// The language of a BCP 47 tag, or nothing: `sr` is written in Cyrillic, `sr-Latn-ME` in Latin.
export function languageOf(tag: string): Language | undefined {
  if (isLanguage(tag)) return tag;
  const { language, script } = new Intl.Locale(tag).maximize();
  return [`${language}-${script}`, language].find(isLanguage);
}

// The first of those that somebody wants which there is.
export function bestOf(wanted: readonly (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const language = tag ? languageOf(tag) : undefined;
    if (language) return language;
  }
  return 'en';
}
