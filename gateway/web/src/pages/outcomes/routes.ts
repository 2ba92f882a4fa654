import { route } from '../../app/routes';

// Graduations and promotions as they happen.
export const outcomes = route('/o/:organization/outcomes', {
  title: 'outcomes-title',
  texts: ['outcomes'],
  permission: 'OUTCOMES_READ',
  page: () => import('./Outcomes.svelte'),
  nav: { group: 'figures', order: 1, label: 'nav-outcomes' },
});
