import type { Schemas } from '../../api/client';

export type Funnel = Schemas['evaluation.v1.Funnel'];
export type Row = Schemas['evaluation.v1.FunnelRow'];

// The way from enrolment to command. What comes after graduation is counted of the graduated.
export const STEPS = ['enrolled', 'completed', 'graduated', 'promoted', 'inCommand'] as const;
export type Step = (typeof STEPS)[number];
// All that is counted of a group.
const COUNTS = [...STEPS, 'inActingCommand', 'graduatedDayUnknown'] as const;

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
export const isLarge = ({ row }: Group): boolean => (row.enrolled ?? 0) >= FEWEST;

// Of a count that is withheld, nothing.
export const countOf = (row: Row, step: Step): number | undefined => row[step];
export function shareOf(row: Row, step: Step): number | undefined {
  const count = countOf(row, step);
  if (count === undefined || row.enrolled === undefined) return undefined;
  return row.enrolled > 0 ? count / row.enrolled : 0;
}
export const totalOf = (groups: readonly Group[]): Group | undefined => groups.find(({ key }) => key === TOTAL);

// Counts so small that they may tell of somebody to those who know the place.
export const smallCounts = (groups: readonly Group[], least: number): number =>
  groups.flatMap(({ row }) => COUNTS.map((count) => row[count] ?? 0)).filter((count) => count > 0 && count < least).length;

export interface Gap {
  step: Step;
  one: number; // shares
  other: number;
}

// The step at which two groups differ most, in shares of their enrolled, of those at which both are known.
export function widestGap(one: Row, other: Row): Gap | undefined {
  const gaps = STEPS.slice(1).flatMap((step): Gap[] => {
    const [of, against] = [shareOf(one, step), shareOf(other, step)];
    return of === undefined || against === undefined ? [] : [{ step, one: of, other: against }];
  });
  return gaps.sort((gap, next) => Math.abs(next.one - next.other) - Math.abs(gap.one - gap.other))[0];
}

// Events that are published and not counted yet; nothing where that is not known.
export function behind({ positions = [] }: Funnel): number | undefined {
  if (positions.some(({ lag }) => lag === undefined)) return undefined;
  return positions.reduce((sum, { lag }) => sum + Number(lag), 0);
}

export const setAside = ({ positions = [] }: Funnel): number => positions.reduce((sum, { parkedCount }) => sum + (parkedCount ?? 0), 0);
