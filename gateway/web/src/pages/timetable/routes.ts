import { route } from '../../app/routes';

const texts = ['cohorts', 'timetable'];

export const timetable = route('/o/:organization/timetable', {
  title: 'timetable-title',
  texts,
  page: () => import('./Week.svelte'),
  permission: 'COHORTS_READ',
  nav: { group: 'work', order: 10, label: 'nav-timetable' },
});

export const sessions = route('/o/:organization/cohorts/:cohort/sessions', {
  title: 'cohorts-part-sessions',
  texts,
  page: () => import('./Sessions.svelte'),
  permission: 'COHORTS_READ',
});
