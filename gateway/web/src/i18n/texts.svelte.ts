import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { LANGUAGES, NUMBERS_LIKE, type Language } from './languages';
import { SOURCES } from './sources';

export type Arguments = Record<string, FluentVariable>;

// What is said now: it changes as one, when all texts of another language are here.
let current = $state.raw({ language: 'en' as Language, bundle: new FluentBundle('en') });
const areas = new Set<string>();

async function bundleOf(language: Language, wanted: Iterable<string>): Promise<FluentBundle> {
  const { intl, direction } = LANGUAGES[language];
  const bundle = new FluentBundle([intl, NUMBERS_LIKE], { useIsolating: direction === 'rtl' });
  const sources = await Promise.all([...wanted].map((area) => SOURCES[language][`../texts/${area}/en.ftl`]!()));
  for (const source of sources) bundle.addResource(new FluentResource(source), { allowOverrides: true });
  return bundle;
}

// One change of what is said after another: each begins with what the one before has made.
let last: Promise<void> = Promise.resolve();

function inTurn(change: () => Promise<void>): Promise<void> {
  const done = last.then(change);
  last = done.catch(() => undefined);
  return done;
}

// Has the texts of these areas ready.
export function needTexts(...wanted: string[]): Promise<void> {
  return inTurn(async () => {
    const missing = wanted.filter((area) => !areas.has(area));
    if (missing.length === 0) return;
    const { language } = current;
    current = { language, bundle: await bundleOf(language, [...areas, ...missing]) };
    for (const area of missing) areas.add(area);
  });
}

export function speak(language: Language): Promise<void> {
  return inTurn(async () => {
    current = { language, bundle: await bundleOf(language, areas) };
    document.documentElement.lang = LANGUAGES[language].intl;
    document.documentElement.dir = LANGUAGES[language].direction;
  });
}

export const spoken = (): Language => current.language;
export const locale = (): string => LANGUAGES[current.language].intl;
export const direction = (): 'ltr' | 'rtl' => LANGUAGES[current.language].direction;

// A text, with what it speaks of. Without one it is its own id: the check of texts finds that.
export function t(id: string, values?: Arguments): string {
  const { bundle } = current;
  const message = bundle.getMessage(id);
  return message?.value ? bundle.formatPattern(message.value, values ?? null, []) : id;
}

export const hasText = (id: string): boolean => current.bundle.hasMessage(id);
