import { route } from '../../app/routes';

const texts = ['cohorts', 'courses'];

export const courses = route('/o/:organization/courses', {
  title: 'courses-title',
  texts,
  page: () => import('./Courses.svelte'),
  permission: 'STRUCTURE_READ',
  nav: { group: 'work', order: 30, label: 'nav-courses' },
});

export const course = route('/o/:organization/courses/:course', {
  title: 'courses-course',
  texts,
  page: () => import('./Course.svelte'),
  permission: 'STRUCTURE_READ',
});
