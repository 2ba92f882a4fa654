import { titleIn } from '../../api/titles';
import { hasText, t } from '../../i18n/texts.svelte';
import type { Outcome } from './outcome';

// `career.acting_appointed` → `outcomes-type-career-acting-appointed`, a text.
export function typeText(type: string): string {
  const id = `outcomes-type-${type.replaceAll(/[._]/g, '-')}`;
  return hasText(id) ? t(id) : type;
}

// What it is about, by the titles of its records.
export function aboutText({ records, number, command, corrects }: Outcome): string {
  const said = [...records.map(titleIn), number, command ? t('outcomes-command') : '', corrects ? t('outcomes-corrects') : ''];
  return said.filter(Boolean).join(' · ') || '—';
}
