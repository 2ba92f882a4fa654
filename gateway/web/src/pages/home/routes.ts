import { route } from '../../app/routes';

// Where one comes to: the organization, or the choice among several.
export const start = route('/', {
  title: 'start-title',
  texts: ['home'],
  page: () => import('./Start.svelte'),
});

export const home = route('/o/:organization', {
  title: 'home-title',
  texts: ['home', 'outcomes'],
  page: () => import('./Home.svelte'),
  nav: { group: 'work', order: 0, label: 'nav-home' },
});
