import { number, percent } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';

// A requirement of a completion rule in words: what is required, and what there is.
const kindOf = (requirement: string | undefined): string => (requirement ?? '').replace('REQUIREMENT_', '').toLowerCase();

export function requirementText(requirement: string | undefined, required: number, title: string): string {
  const kind = kindOf(requirement);
  const value = kind === 'assessment' ? number(required) : percent(required / 100);
  if (kind === 'assessment' && !required) return t('cohorts-rule-submitted', { title: title || t('cohorts-rule-an-assessment') });
  return t(`cohorts-rule-${kind}`, { required: value, title: title || t('cohorts-rule-an-assessment') });
}

export function valueText(requirement: string | undefined, actual: number | undefined): string {
  if (actual === undefined) return t('cohorts-rule-nothing-yet');
  return t('cohorts-rule-actual', { actual: kindOf(requirement) === 'assessment' ? number(actual) : percent(actual / 100) });
}
