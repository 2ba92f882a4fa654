import { shortOf, titleIn } from '../../api/titles';
import { number, partialDate, percent } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import { FEWEST, STEPS, TOTAL, UNKNOWN, behind, countOf, isGroup, isLarge, setAside, shareOf, smallCounts, totalOf, widestGap, type Funnel, type Group, type Row, type Step } from './funnel';
import { DIMENSION_IDS, isDimension, type Selection } from './selection';

// What the figures say, in sentences.

export const stepText = (step: Step): string => t(`evaluation-step-${step.toLowerCase()}`);
export const dimensionText = (by: string): string => (isDimension(by) ? t(`evaluation-by-${DIMENSION_IDS[by]}`) : t('evaluation-by-nothing'));
export const headingOf = ({ by, attribute }: Selection): string => (by === 'attribute' && attribute ? `${dimensionText(by)} ${attribute}` : dimensionText(by));

const SEXES: Record<string, string> = { F: 'female', M: 'male', _Z: 'notapplicable' };

// A value of the dimension as people call it.
export function labelOf(row: Row, by: string): string {
  const key = row.key ?? '';
  if (key === TOTAL) return t('evaluation-total');
  if (key === UNKNOWN) return t('evaluation-unknown');
  if (by === 'sex') return SEXES[key] ? t(`evaluation-sex-${SEXES[key]}`) : key;
  return key.includes('/') ? titleIn(key) || shortOf(key) : key;
}

// What stands where a count is withheld.
const WITHHELD = 'c';
const countText = (count: number | undefined): string => (count === undefined ? WITHHELD : number(count));

// What a bar says of itself.
export function saidText(row: Row, step: Step): string {
  const share = shareOf(row, step);
  return share === undefined ? countText(countOf(row, step)) : `${countText(countOf(row, step))} · ${percent(share)}`;
}

const tenths = (share: number): number => Math.round(share * 1000) / 10;
// Percentage points between two shares, as they are written.
const points = (one: number, other: number): number => Math.round(Math.abs(tenths(one) - tenths(other)) * 10) / 10;

function wholeFinding({ row }: Group, least: number): string {
  const { enrolled, graduated, promoted, inCommand } = row;
  if (enrolled === undefined) return t('evaluation-finding-withheld', { least });
  if (graduated === undefined || promoted === undefined || inCommand === undefined) return t('evaluation-finding-partly', { enrolled, least });
  const counts = { enrolled, graduated: number(graduated), promoted: number(promoted), command: number(inCommand) };
  if (enrolled < FEWEST) return t('evaluation-finding-few', counts);
  return t('evaluation-finding-whole', { ...counts, share: percent(graduated / enrolled) });
}

const graduatedOf = ({ row }: Group): number | undefined => shareOf(row, 'graduated');
// Groups of which a share can be told and compared, with it.
const comparedOf = (groups: readonly Group[]) =>
  groups.filter(isLarge).flatMap((group) => {
    const share = graduatedOf(group);
    return share === undefined ? [] : [{ label: group.label, share }];
  });

// Where the way to graduation is best and where it is worst.
export function finding(groups: readonly Group[], least: number): string {
  const total = totalOf(groups);
  const compared = comparedOf(groups.filter(isGroup)).sort((one, other) => other.share - one.share);
  if (!total) return '';
  if (compared.length < 2) return wholeFinding(total, least);
  const [high, low] = [compared[0]!, compared.at(-1)!];
  const apart = points(high.share, low.share);
  if (apart === 0) return t('evaluation-finding-even', { share: percent(high.share), fewest: FEWEST });
  return t('evaluation-finding-groups', {
    high: high.label,
    highshare: percent(high.share),
    low: low.label,
    lowshare: percent(low.share),
    points: apart,
    fewest: FEWEST,
  });
}

export function pairFinding(one: Group, other: Group): string {
  const names = { one: one.label, other: other.label };
  const gap = widestGap(one.row, other.row);
  const whole = [one, other].every(({ row }) => STEPS.every((step) => countOf(row, step) !== undefined));
  const apart = gap ? points(gap.one, gap.other) : 0;
  if (!gap || (apart === 0 && !whole)) return t('evaluation-finding-pair-withheld', names);
  if (apart === 0) return t('evaluation-finding-alike', names);
  const step = stepText(gap.step);
  if (!isLarge(one) || !isLarge(other)) {
    const [mine, theirs] = [one, other].map(({ row }) => ({ count: number(countOf(row, gap.step) ?? 0), all: number(row.enrolled ?? 0) }));
    return t('evaluation-finding-pair-few', { ...names, step, onecount: mine!.count, oneall: mine!.all, othercount: theirs!.count, otherall: theirs!.all });
  }
  return t('evaluation-finding-pair', { ...names, step, oneshare: percent(gap.one), othershare: percent(gap.other), points: apart });
}

// How the cohorts that are over differ, in the order given.
export function cohortsFinding(over: readonly Group[], total: Group, least: number): string {
  const compared = comparedOf(over);
  if (compared.length < 2) return wholeFinding(total, least);
  const [first, last] = [compared[0]!, compared.at(-1)!];
  return t('evaluation-finding-cohorts', {
    first: first.label,
    firstshare: percent(first.share),
    last: last.label,
    lastshare: percent(last.share),
    fewest: FEWEST,
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
export function disclosureText(groups: readonly Group[], { withheldBelow = 0, minCell = 0 }: Funnel): string {
  if (withheldBelow > 0) return t('evaluation-disclosure-withheld', { least: withheldBelow });
  const count = smallCounts(groups, minCell);
  return count > 0 ? t('evaluation-disclosure-small', { count, least: minCell }) : t('evaluation-disclosure');
}

// The table behind the picture: counts, and shares of the enrolled in per cent.
export function tableOf(groups: readonly Group[], heading: string) {
  const shareIn = (row: Row, step: Step) => {
    const share = shareOf(row, step);
    return share === undefined ? WITHHELD : tenths(share);
  };
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
      ...STEPS.map((step) => countOf(row, step) ?? WITHHELD),
      row.inActingCommand ?? WITHHELD,
      row.graduatedDayUnknown ?? WITHHELD,
      ...STEPS.slice(1).map((step) => shareIn(row, step)),
    ]),
  };
}
