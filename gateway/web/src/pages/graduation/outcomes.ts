import type { Schemas } from '../../api/client';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import type { Person } from '../cohorts/records';
import { personText } from '../cohorts/records';
import { requirementText, valueText } from '../cohorts/rule';

export type Outcome = Schemas['courses.v1.GraduationOutcome'];
type Unmet = Schemas['courses.v1.RequirementOutcome'];
export type Decision = 'RULE_NOT_MET' | 'GRADUATED' | 'ALREADY_GRADUATED' | 'STATE_NOT_ELIGIBLE';

// In the order in which they are looked at: who does not pass comes first.
export const DECISIONS: readonly Decision[] = ['RULE_NOT_MET', 'GRADUATED', 'ALREADY_GRADUATED', 'STATE_NOT_ELIGIBLE'];
export const decisionOf = (outcome: Outcome): Decision => (outcome.decision ?? '').replace('DECISION_', '') as Decision;

export function groupsOf(outcomes: readonly Outcome[], people: ReadonlyMap<string, Person>): { decision: Decision; outcomes: Outcome[] }[] {
  const nameOf = (outcome: Outcome) => personText(people.get(outcome.participant ?? ''));
  return DECISIONS.map((decision) => ({
    decision,
    outcomes: outcomes.filter((outcome) => decisionOf(outcome) === decision).sort((one, other) => nameOf(one).localeCompare(nameOf(other))),
  })).filter((group) => group.outcomes.length > 0);
}

// A graduation counts the sessions to come as well: `so far` would be a lower share than it is.
const actualText = ({ requirement, actual }: Unmet): string =>
  requirement === 'REQUIREMENT_ATTENDANCE' && actual !== undefined ? t('graduation-attended', { actual: percent(actual / 100) }) : valueText(requirement, actual);

// `Attendance of at least 80 %: attended 62.5 % of all sessions`
export const reasonText = (unmet: Unmet, titles: ReadonlyMap<string, string>): string =>
  t('graduation-reason', {
    required: requirementText(unmet.requirement, unmet.required ?? 0, titles.get(unmet.assessment ?? '') ?? ''),
    actual: actualText(unmet),
  });
