import { route } from '../../app/routes';

// Ways in for who is not signed in. Their addresses are in e-mails and at providers.

// What leads here has the secret of a one-time link behind the #, which browsers send to nobody.
export const accountLink = route('/account-link', {
  title: 'entry-link-title',
  texts: ['entry', 'account'],
  page: () => import('./AccountLink.svelte'),
  open: true,
});

export const forgotPassword = route('/forgot-password', {
  title: 'entry-forgot-title',
  texts: ['entry'],
  page: () => import('./ForgotPassword.svelte'),
  open: true,
});

// Where a provider sends back to.
export const provider = route('/sign-in/oidc', {
  title: 'sign-in',
  texts: ['entry'],
  page: () => import('./Provider.svelte'),
  open: true,
});
