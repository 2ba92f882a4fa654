import { route } from '../../app/routes';

// For those who build pages: all components in their states. In English alone.
export const design = route('/design', {
  title: 'design-title',
  texts: ['design'],
  page: () => import('./Design.svelte'),
  open: true,
});
