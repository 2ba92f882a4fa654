import { route } from '../../app/routes';

export const results = route('/o/:organization/cohorts/:cohort/results', {
  title: 'cohorts-part-results',
  texts: ['cohorts', 'courses', 'results'],
  page: () => import('./Results.svelte'),
  permission: 'TRAINING_READ',
});
