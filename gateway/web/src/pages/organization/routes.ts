import { route } from '../../app/routes';

// The organization itself, and the tree of its units.
export const details = route('/o/:organization/organization', {
  title: 'organization-title',
  texts: ['organization'],
  page: () => import('./Organization.svelte'),
  permission: 'STRUCTURE_MANAGE',
  nav: { group: 'keep', order: 10, label: 'nav-organization' },
});

export const units = route('/o/:organization/units', {
  title: 'organization-units-title',
  texts: ['organization'],
  page: () => import('./Units.svelte'),
  permission: 'UNITS_MANAGE',
  nav: { group: 'keep', order: 11, label: 'nav-units' },
});
