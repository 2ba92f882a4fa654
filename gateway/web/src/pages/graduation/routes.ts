import { route } from '../../app/routes';

const texts = ['cohorts', 'graduation'];

export const graduation = route('/o/:organization/cohorts/:cohort/graduation', {
  title: 'cohorts-part-graduation',
  texts,
  page: () => import('./Graduation.svelte'),
  permission: 'ENROLMENT_RECORD',
});

export const credentials = route('/o/:organization/credentials', {
  title: 'graduation-credentials',
  texts,
  page: () => import('./Credentials.svelte'),
  permission: 'TRAINING_READ',
  nav: { group: 'work', order: 40, label: 'nav-credentials' },
});
