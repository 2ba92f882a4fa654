import { ROUTES } from '../../app/pages';
import { session } from '../../app/session.svelte';

// The page of a person, for those who may see people.
export function personHref(organization: string, person: string): string | undefined {
  const page = ROUTES.find(({ path }) => path === '/o/:organization/people/:person');
  const may = session.may('PEOPLE_READ', organization);
  return page && may && person ? page.href({ organization, person }) : undefined;
}
