import { route } from '../../app/routes';

export const careers = route('/o/:organization/careers', {
  title: 'careers-title',
  texts: ['careers', 'people'],
  page: () => import('./Careers.svelte'),
  permission: 'FIGURES_READ',
  nav: { group: 'work', order: 40, label: 'nav-careers' },
});

export const newEvent = route('/o/:organization/careers/new', {
  title: 'careers-new-title',
  texts: ['careers', 'people'],
  page: () => import('./NewEvent.svelte'),
  permission: 'CAREER_RECORD',
});
