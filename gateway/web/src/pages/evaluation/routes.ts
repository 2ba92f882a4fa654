import { route } from '../../app/routes';

// What came of the training, in figures: never a name of a person.
export const evaluation = route('/o/:organization/evaluation', {
  title: 'evaluation-title',
  texts: ['evaluation'],
  permission: 'FIGURES_READ',
  page: () => import('./Evaluation.svelte'),
  nav: { group: 'figures', order: 0, label: 'nav-evaluation' },
});
