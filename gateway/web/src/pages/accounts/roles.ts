import type { Schemas } from '../../api/client';
import table from '../../api/roles.json';
import type { Route } from '../../app/routes';

// What a role may do, before anybody has it.
export type Role = Schemas['identity.v1.Role'];
export type Reach = 'all' | 'whole' | 'cohorts' | 'mentees' | 'own';
export interface Right {
  permission: string;
  reach: Reach;
}

const RIGHTS = table as Record<string, Record<string, Reach>>;
export const ROLES = Object.keys(RIGHTS) as Role[];

// About no one organization: of use in a grant for all of them (docs/roles.md).
const ABOUT_ALL = new Set(['ACCOUNTS_MANAGE', 'ORGANIZATIONS_CREATE']);
// Of the organization as a whole: a grant for a unit does not give them.
const ABOUT_WHOLE = new Set(['STRUCTURE_MANAGE', 'CURRICULUM_MANAGE', 'FIGURES_READ', 'OUTCOMES_READ', 'VERIFY', 'AUDIT_READ', 'STREAMS_MANAGE', 'WEBHOOKS_MANAGE']);

export interface Scope {
  everywhere: boolean; // in all organizations
  inUnit: boolean; // in a unit and all below it
}

export function rightsOf(role: Role, { everywhere, inUnit }: Scope): Right[] {
  return Object.entries(RIGHTS[role] ?? {})
    .map(([permission, reach]) => ({ permission, reach }))
    .filter(({ permission }) => everywhere || !ABOUT_ALL.has(permission))
    .filter(({ permission, reach }) => !inUnit || !(ABOUT_WHOLE.has(permission) || reach === 'whole'));
}

// The pages of the navigation that these rights open.
export function pagesOf(routes: readonly Route[], rights: readonly Right[]): Route[] {
  const held = new Set(rights.map(({ permission }) => permission));
  return routes.filter(({ nav, permission }) => nav && (!permission || held.has(permission)));
}
