import { route } from '../../app/routes';

// In the order of their names, which is the order they are looked for: `new` is no person.
export const newPerson = route('/o/:organization/people/new', {
  title: 'people-new-title',
  texts: ['people'],
  page: () => import('./NewPerson.svelte'),
  permission: 'PEOPLE_RECORD',
});

export const people = route('/o/:organization/people', {
  title: 'people-title',
  texts: ['people'],
  page: () => import('./People.svelte'),
  permission: 'PEOPLE_READ',
  nav: { group: 'work', order: 10, label: 'nav-people' },
});

export const person = route('/o/:organization/people/:person', {
  title: 'people-person-title',
  texts: ['people'],
  page: () => import('./Person.svelte'),
  permission: 'PEOPLE_READ',
});

export const personEdit = route('/o/:organization/people/:person/edit', {
  title: 'people-edit-title',
  texts: ['people'],
  page: () => import('./EditPerson.svelte'),
  permission: 'PEOPLE_RECORD',
});

export const personLog = route('/o/:organization/people/:person/log', {
  title: 'people-log-title',
  texts: ['people'],
  page: () => import('./PersonLog.svelte'),
  permission: 'AUDIT_READ',
});

export const personMerge = route('/o/:organization/people/:person/merge', {
  title: 'people-merge-title',
  texts: ['people'],
  page: () => import('./MergePerson.svelte'),
  permission: 'PEOPLE_RECORD',
});
