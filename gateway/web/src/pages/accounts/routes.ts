import { route } from '../../app/routes';

// Who may sign in, and who has which role.
export const accounts = route('/o/:organization/accounts', {
  title: 'accounts-title',
  texts: ['accounts', 'account', 'organization'],
  page: () => import('./Accounts.svelte'),
  permission: 'ACCOUNTS_MANAGE',
  nav: { group: 'keep', order: 20, label: 'nav-accounts' },
});

export const account = route('/o/:organization/accounts/:account', {
  title: 'accounts-one-title',
  texts: ['accounts', 'account', 'organization'],
  page: () => import('./Account.svelte'),
  permission: 'ACCOUNTS_MANAGE',
});

export const grants = route('/o/:organization/grants', {
  title: 'accounts-grants-title',
  texts: ['accounts', 'organization'],
  page: () => import('./Grants.svelte'),
  permission: 'GRANTS_MANAGE',
  nav: { group: 'keep', order: 21, label: 'nav-grants' },
});
