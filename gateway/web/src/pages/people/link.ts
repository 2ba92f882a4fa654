import { session } from '../../app/session.svelte';
import { person as page } from './routes';

// The page of a person, for those who may see people.
export const personHref = (organization: string, person: string): string | undefined =>
  person && session.may('PEOPLE_READ', organization) ? page.href({ organization, person }) : undefined;
