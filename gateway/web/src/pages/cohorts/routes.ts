import { route } from '../../app/routes';

const texts = ['cohorts'];

export const cohorts = route('/o/:organization/cohorts', {
  title: 'cohorts-title',
  texts,
  page: () => import('./Cohorts.svelte'),
  permission: 'COHORTS_READ',
  nav: { group: 'work', order: 20, label: 'nav-cohorts' },
});

export const people = route('/o/:organization/cohorts/:cohort', {
  title: 'cohorts-part-people',
  texts,
  page: () => import('./People.svelte'),
  permission: 'TRAINING_READ',
});

export const enrol = route('/o/:organization/cohorts/:cohort/enrol', {
  title: 'cohorts-part-enrol',
  texts: [...texts, 'people'],
  page: () => import('./Enrol.svelte'),
  permission: 'ENROLMENT_RECORD',
});

export const settings = route('/o/:organization/cohorts/:cohort/settings', {
  title: 'cohorts-part-settings',
  texts,
  page: () => import('./Settings.svelte'),
  permission: 'COHORTS_READ',
});
