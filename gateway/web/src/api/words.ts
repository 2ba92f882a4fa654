import { hasText, t } from '../i18n/texts.svelte';
import { ApiError, NoAnswerError } from './problem';

// What is said of an error: in the language of who reads where there is a text for its
// reason (`problem-etag-mismatch`), else as the service says it.
export function wordsOf(error: unknown): string {
  if (error instanceof NoAnswerError) return t('problem-no-answer');
  if (!(error instanceof ApiError)) return t('problem-unexpected');
  const id = `problem-${error.reason.toLowerCase().replaceAll('_', '-')}`;
  if (hasText(id)) return t(id);
  if (error.status === 429) return t('problem-too-many');
  return error.status >= 500 ? t('problem-unavailable') : error.message;
}
