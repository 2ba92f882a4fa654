import { hasText, needTexts, t, type Arguments } from '../i18n/texts.svelte';
import { ApiError, NoAnswerError } from './problem';

// What is said of an error: in the language of who reads where there is a text for its
// reason (`problem-etag-mismatch`), else as the service says it.

// The texts come with the first refusal; without them, too, it is told.
export async function needWords(): Promise<void> {
  await needTexts('problems').catch(() => undefined);
}

const textOf = (error: ApiError): string => `problem-${error.reason.toLowerCase().replaceAll('_', '-')}`;

// What a text may speak of: what belongs to the reason, how long to wait, and the service's
// own words.
function valuesOf(error: ApiError): Arguments {
  const seconds = Number(error.metadata['retryAfterSeconds'] ?? 0);
  return { ...error.metadata, minutes: Math.ceil(seconds / 60), detail: error.message };
}

export function wordsOf(error: unknown): string {
  if (error instanceof NoAnswerError) return t('problem-no-answer');
  if (!(error instanceof ApiError)) return t('problem-unexpected');
  if (error.reason && hasText(textOf(error))) return t(textOf(error), valuesOf(error));
  if (error.status === 429) return t('problem-too-many');
  return error.status >= 500 ? t('problem-unavailable') : error.message;
}

// What is wrong with which field, by its path. A reason of its own says it better than the
// description of the field.
export function fieldWordsOf(error: unknown): [string, string][] {
  if (!(error instanceof ApiError)) return [];
  const known = error.reason !== 'FIELD_INVALID' && hasText(textOf(error));
  return [...error.fields].map(([path, description]) => [path, known ? wordsOf(error) : description]);
}
