import type { Language } from './languages';

type Source = Record<string, () => Promise<string>>;

// By language and file of the English text; see tools/fluent.mjs. Vite needs each
// pattern written out.
export const SOURCES: Record<Language, Source> = {
  en: import.meta.glob<string>('../texts/*/en.ftl', { query: '?language=en', import: 'default' }),
  sq: import.meta.glob<string>('../texts/*/en.ftl', { query: '?language=sq', import: 'default' }),
  'sr-Latn': import.meta.glob<string>('../texts/*/en.ftl', { query: '?language=sr-Latn', import: 'default' }),
  'sr-Cyrl': import.meta.glob<string>('../texts/*/en.ftl', { query: '?language=sr-Cyrl', import: 'default' }),
  ru: import.meta.glob<string>('../texts/*/en.ftl', { query: '?language=ru', import: 'default' }),
  ka: import.meta.glob<string>('../texts/*/en.ftl', { query: '?language=ka', import: 'default' }),
  'ar-XB': import.meta.glob<string>('../texts/*/en.ftl', { query: '?language=ar-XB', import: 'default' }),
};
