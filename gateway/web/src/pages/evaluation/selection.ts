import { idOf } from '../../api/client';

// Whom the figures are about, as it stands in the address.
export interface Selection {
  programme: string; // ids; empty = all
  course: string;
  cohort: string;
  from: string; // days of enrolment
  to: string;
  by: string; // the dimension; empty = the total alone
  level: string; // of units
  attribute: string; // its key
}

const DIMENSIONS = ['sex', 'age_band', 'unit', 'cohort', 'course', 'attribute'] as const;
export const DIMENSION_IDS = { sex: 'sex', age_band: 'age', unit: 'unit', cohort: 'cohort', course: 'course', attribute: 'attribute' } as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const isDimension = (text: string): text is Dimension => DIMENSIONS.some((one) => one === text);

export function selectionOf(query: URLSearchParams): Selection {
  const text = (name: string) => query.get(name) ?? '';
  const by = text('by');
  return {
    programme: text('programme'),
    course: text('course'),
    cohort: text('cohort'),
    from: text('from'),
    to: text('to'),
    by: isDimension(by) ? by : '',
    level: text('level') || '1',
    attribute: text('attribute'),
  };
}

const nameIn = (organization: string, kind: string, id: string) => `organizations/${organization}/${kind}/${id}`;

// The records chosen that have titles to be read.
export const namesIn = (organization: string, { course, cohort }: Selection): string[] => [
  ...(course ? [nameIn(organization, 'courses', course)] : []),
  ...(cohort ? [nameIn(organization, 'cohorts', cohort)] : []),
];

// The dimension as the API calls it; none while the attribute is not named.
const dimensionOf = ({ by, attribute }: Selection): string => (by !== 'attribute' ? by : attribute && `attribute:${attribute}`);

// What is asked of the API: of programme, course and cohort the narrowest alone.
export function funnelQuery(organization: string, selection: Selection) {
  const { programme, course, cohort, from, to, level } = selection;
  const by = dimensionOf(selection);
  const name = (kind: string, id: string) => nameIn(organization, kind, id);
  return {
    ...(cohort
      ? { cohorts: [name('cohorts', cohort)] }
      : course
        ? { course: name('courses', course) }
        : programme && { programme: name('programmes', programme) }),
    ...(from && { enrolledFrom: from }),
    ...(to && { enrolledTo: to }),
    ...(by && { by }),
    ...(by === 'unit' && { unitLevel: Number(level) }),
  };
}

// The levels that a tree of units has, from 1.
export function levelsOf(units: readonly { name?: string; parent?: string }[]): number {
  const parents = new Map(units.map((unit) => [idOf(unit.name), idOf(unit.parent)]));
  const depthOf = (id: string | undefined): number => (id && parents.has(id) ? 1 + depthOf(parents.get(id)) : 0);
  return Math.max(1, ...[...parents.keys()].map(depthOf));
}
