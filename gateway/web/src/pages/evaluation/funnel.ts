import type { Schemas } from '../../api/client';

export type Funnel = Schemas['evaluation.v1.Funnel'];
export type Row = Schemas['evaluation.v1.FunnelRow'];

// The way from enrolment to command. What comes after graduation is counted of the graduated.
export const STEPS = ['enrolled', 'completed', 'graduated', 'promoted', 'inCommand'] as const;
export type Step = (typeof STEPS)[number];

// A row of the table, with what people call it.
export interface Group {
  key: string;
  label: string;
  row: Row;
}

export const TOTAL = '_T';
export const UNKNOWN = '_U';
export const isGroup = ({ key }: { key?: string }): boolean => key !== TOTAL && key !== UNKNOWN;

// Of fewer persons no share is compared in a sentence: one person would change it too much.
export const FEWEST = 10;
// Counts below this may tell of somebody to those who know the place.
const SMALL = 5;

export const countOf = (row: Row, step: Step): number => row[step] ?? 0;
export const shareOf = (row: Row, step: Step): number => (row.enrolled ? countOf(row, step) / row.enrolled : 0);
export const totalOf = (groups: readonly Group[]): Group | undefined => groups.find(({ key }) => key === TOTAL);

export const smallCounts = (groups: readonly Group[]): number =>
  groups.flatMap(({ row }) => STEPS.map((step) => countOf(row, step))).filter((count) => count > 0 && count < SMALL).length;

// The step at which two groups differ most, in shares of their enrolled.
export function widestGap(one: Row, other: Row): { step: Step; gap: number } {
  const gaps = STEPS.map((step) => ({ step, gap: shareOf(one, step) - shareOf(other, step) }));
  return gaps.reduce((widest, now) => (Math.abs(now.gap) > Math.abs(widest.gap) ? now : widest));
}

// Events that are published and not counted yet; nothing where that is not known.
export function behind({ positions = [] }: Funnel): number | undefined {
  if (positions.some(({ lag }) => lag === undefined)) return undefined;
  return positions.reduce((sum, { lag }) => sum + Number(lag), 0);
}

export const setAside = ({ positions = [] }: Funnel): number => positions.reduce((sum, { parkedCount }) => sum + (parkedCount ?? 0), 0);
