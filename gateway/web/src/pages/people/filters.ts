import { filterOf } from '../../api/filter';

// What the list is narrowed to: it stands in the address, so that it can be kept and sent.
export const FILTERS = ['q', 'unit', 'sex', 'state', 'order'] as const;
export type Filters = Record<(typeof FILTERS)[number], string>;

export const filtersOf = (query: URLSearchParams): Filters =>
  Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ''])) as Filters;

export const isNarrowed = (filters: Filters): boolean => FILTERS.some((name) => name !== 'order' && filters[name]);

export const listFilter = (organization: string, filters: Filters): string =>
  filterOf({
    unit_subtree: filters.unit && `organizations/${organization}/units/${filters.unit}`,
    sex: filters.sex,
    state: filters.state,
  });
