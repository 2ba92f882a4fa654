import { route } from '../../app/routes';

export const attendance = route('/o/:organization/cohorts/:cohort/attendance', {
  title: 'cohorts-part-attendance',
  texts: ['cohorts', 'attendance'],
  page: () => import('./Attendance.svelte'),
  permission: 'TRAINING_READ',
});
