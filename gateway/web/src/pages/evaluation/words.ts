import { shortOf, titleIn } from '../../api/titles';
import { number, partialDate, percent } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import { FEWEST, STEPS, TOTAL, UNKNOWN, behind, countOf, isGroup, setAside, shareOf, smallCounts, totalOf, widestGap, type Funnel, type Group, type Row, type Step } from './funnel';
import { DIMENSION_IDS, isDimension, type Selection } from './selection';

// What the figures say, in sentences.

export const stepText = (step: Step): string => t(`evaluation-step-${step.toLowerCase()}`);
export const dimensionText = (by: string): string => (isDimension(by) ? t(`evaluation-by-${DIMENSION_IDS[by]}`) : t('evaluation-by-nothing'));

const SEXES: Record<string, string> = { F: 'female', M: 'male', _Z: 'notapplicable' };

// A value of the dimension as people call it.
export function labelOf(row: Row, by: string): string {
  const key = row.key ?? '';
  if (key === TOTAL) return t('evaluation-total');
  if (key === UNKNOWN) return t('evaluation-unknown');
  if (by === 'sex') return SEXES[key] ? t(`evaluation-sex-${SEXES[key]}`) : key;
  return key.includes('/') ? titleIn(key) || shortOf(key) : key;
}

const points = (gap: number): number => Math.round(Math.abs(gap) * 100);

function wholeFinding({ row }: Group): string {
  return t('evaluation-finding-whole', {
    enrolled: row.enrolled ?? 0,
    graduated: number(row.graduated ?? 0),
    share: percent(shareOf(row, 'graduated')),
    promoted: number(row.promoted ?? 0),
    command: number(row.inCommand ?? 0),
  });
}

// Where the way to graduation is best and where it is worst.
export function finding(groups: readonly Group[]): string {
  const total = totalOf(groups);
  const compared = groups.filter((group) => isGroup(group) && (group.row.enrolled ?? 0) >= FEWEST);
  if (!total) return '';
  if (compared.length < 2) return wholeFinding(total);
  const sorted = [...compared].sort((one, other) => shareOf(other.row, 'graduated') - shareOf(one.row, 'graduated'));
  const [high, low] = [sorted[0]!, sorted.at(-1)!];
  const apart = points(shareOf(high.row, 'graduated') - shareOf(low.row, 'graduated'));
  if (apart === 0) return t('evaluation-finding-even', { share: percent(shareOf(high.row, 'graduated')) });
  return t('evaluation-finding-groups', {
    high: high.label,
    highshare: percent(shareOf(high.row, 'graduated')),
    low: low.label,
    lowshare: percent(shareOf(low.row, 'graduated')),
    points: apart,
  });
}

export function pairFinding(one: Group, other: Group): string {
  const { step, gap } = widestGap(one.row, other.row);
  if (points(gap) === 0) return t('evaluation-finding-alike', { one: one.label, other: other.label });
  return t('evaluation-finding-pair', {
    step: stepText(step),
    one: one.label,
    oneshare: percent(shareOf(one.row, step)),
    other: other.label,
    othershare: percent(shareOf(other.row, step)),
    points: points(gap),
  });
}

// How the cohorts that are over differ, in the order given.
export function cohortsFinding(over: readonly Group[], total: Group): string {
  const compared = over.filter(({ row }) => (row.enrolled ?? 0) >= FEWEST);
  if (compared.length < 2) return wholeFinding(total);
  const [first, last] = [compared[0]!, compared.at(-1)!];
  return t('evaluation-finding-cohorts', {
    first: first.label,
    firstshare: percent(shareOf(first.row, 'graduated')),
    last: last.label,
    lastshare: percent(shareOf(last.row, 'graduated')),
  });
}

// How far the facts are that were counted.
export function factsText(funnel: Funnel): string {
  const parked = setAside(funnel);
  const lag = behind(funnel);
  const far = lag === undefined ? t('evaluation-facts-unknown') : lag === 0 ? t('evaluation-facts-all') : t('evaluation-facts-behind', { count: lag });
  return parked > 0 ? `${far} ${t('evaluation-facts-parked', { count: parked })}` : far;
}

export function periodText({ from, to }: Selection): string {
  if (from && to) return t('evaluation-period-both', { from: partialDate(from), to: partialDate(to) });
  if (from) return t('evaluation-period-from', { from: partialDate(from) });
  return to ? t('evaluation-period-to', { to: partialDate(to) }) : t('evaluation-period-all');
}

// What those who pass the figures on have to know.
export function disclosureText(groups: readonly Group[]): string {
  const count = smallCounts(groups);
  return count > 0 ? t('evaluation-disclosure-small', { count }) : t('evaluation-disclosure');
}

const tenths = (share: number): number => Math.round(share * 1000) / 10;

// The table behind the picture: counts, and shares of the enrolled in per cent.
export function tableOf(groups: readonly Group[], heading: string) {
  return {
    columns: [
      heading,
      ...STEPS.map(stepText),
      t('evaluation-step-acting'),
      t('evaluation-dayunknown'),
      ...STEPS.slice(1).map((step) => t('evaluation-share-of', { step: stepText(step) })),
    ],
    rows: groups.map(({ label, row }) => [
      label,
      ...STEPS.map((step) => countOf(row, step)),
      row.inActingCommand ?? 0,
      row.graduatedDayUnknown ?? 0,
      ...STEPS.slice(1).map((step) => tenths(shareOf(row, step))),
    ]),
  };
}
