import { route } from '../../app/routes';

// Whether everything runs, and what waits for somebody to decide.
export const health = route('/o/:organization/health', {
  title: 'operations-health-title',
  texts: ['operations'],
  page: () => import('./Health.svelte'),
  permission: 'STREAMS_MANAGE',
  nav: { group: 'keep', order: 40, label: 'nav-health' },
});

export const parked = route('/o/:organization/parked', {
  title: 'operations-parked-title',
  texts: ['operations'],
  page: () => import('./Parked.svelte'),
  permission: 'STREAMS_MANAGE',
  nav: { group: 'keep', order: 41, label: 'nav-parked' },
});

export const openings = route('/o/:organization/openings', {
  title: 'operations-openings-title',
  texts: ['operations'],
  page: () => import('./Openings.svelte'),
  permission: 'OPENINGS_READ',
  nav: { group: 'keep', order: 42, label: 'nav-openings' },
});

export const mails = route('/o/:organization/mails', {
  title: 'operations-mails-title',
  texts: ['operations'],
  page: () => import('./Mails.svelte'),
  permission: 'ACCOUNTS_MANAGE',
  nav: { group: 'keep', order: 43, label: 'nav-mails' },
});
