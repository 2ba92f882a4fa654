import { route } from '../../app/routes';

// What belongs to who has signed in, in whatever organization.
export const account = route('/account', {
  title: 'account-title',
  texts: ['account'],
  page: () => import('./Account.svelte'),
});
