import { route } from '../../app/routes';

// Who did what, and whether what is recorded of it is whole.
export const log = route('/o/:organization/audit', {
  title: 'audit-title',
  texts: ['audit'],
  page: () => import('./Log.svelte'),
  permission: 'AUDIT_READ',
  nav: { group: 'keep', order: 30, label: 'nav-audit' },
});

export const entry = route('/o/:organization/audit/:entry', {
  title: 'audit-entry-title',
  texts: ['audit'],
  page: () => import('./Entry.svelte'),
  permission: 'AUDIT_READ',
});

export const checks = route('/o/:organization/checks', {
  title: 'audit-checks-title',
  texts: ['audit'],
  page: () => import('./Checks.svelte'),
  permission: 'VERIFY',
  nav: { group: 'keep', order: 31, label: 'nav-checks' },
});
