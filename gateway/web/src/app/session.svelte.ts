import { all } from '../api/all';
import { answer, api, type Schemas } from '../api/client';
import { ApiError } from '../api/problem';
import { setHooks } from '../api/send';
import { router, stopReading } from './router.svelte';

type Account = Schemas['access.v1.Account'];
type HeldRole = Schemas['access.v1.HeldRole'];
type Organization = Schemas['participants.v1.Organization'];

// Who has signed in, and what they may do where.
let account = $state.raw<Account | undefined>(undefined);
let roles = $state.raw<HeldRole[]>([]);
let organizations = $state.raw<Organization[]>([]);
let asking = $state.raw<{ done: () => void; giveUp: (why: unknown) => void } | undefined>(undefined);
let again: Promise<void> | undefined;

const WHOSE = 'whose';

const isOf = (role: HeldRole, organization: string) =>
  role.organization === 'organizations/-' || role.organization === `organizations/${organization}`;

export const session = {
  get account() {
    return account;
  },
  get organizations() {
    return organizations;
  },
  // Whether the dialog for signing in again is open.
  get asking() {
    return asking !== undefined;
  },
  rolesIn: (organization: string): HeldRole[] => roles.filter((role) => isOf(role, organization)),
  // Whether a role there gives the permission, of all records or of some.
  may: (permission: string, organization: string): boolean =>
    roles.some((role) => isOf(role, organization) && role.permissions?.some((one) => one === `PERMISSION_${permission}`)),
  mayEverywhere: (permission: string): boolean =>
    roles.some((role) => role.organization === 'organizations/-' && role.permissions?.some((one) => one === `PERMISSION_${permission}`)),
  changed: (now: Account) => {
    account = now;
  },
};

const isNobody = (error: unknown) => error instanceof ApiError && error.status === 401;

async function readOrganizations(pageToken: string): Promise<{ items: Organization[] | undefined; next: string | undefined }> {
  const page = await answer(api.GET('/v1/organizations', { params: { query: { pageSize: 1000, pageToken } } }));
  return { items: page.organizations, next: page.nextPageToken };
}

// What pages have kept in this tab is for who was signed in then, and for nobody else.
function keepFor({ name = '' }: Account): void {
  const before = sessionStorage.getItem(WHOSE);
  if (before && before !== name) sessionStorage.clear();
  sessionStorage.setItem(WHOSE, name);
}

// Reads who it is; nobody when no session holds.
export async function loadSession(): Promise<void> {
  try {
    const [who, access, list] = await Promise.all([
      answer(api.GET('/v1/accounts/{account}', { params: { path: { account: 'me' } } })),
      answer(api.GET('/v1/accounts/{account}/access', { params: { path: { account: 'me' } } })),
      all(readOrganizations),
    ]);
    roles = access.roles ?? [];
    organizations = list;
    keepFor(who);
    account = who;
  } catch (error) {
    if (!isNobody(error)) throw error;
    account = undefined;
  }
}

export async function signIn(userName: string, password: string, code: string): Promise<void> {
  const before = account?.name;
  await answer(api.POST('/v1/sessions', { body: { userName, password, ...(code && { code }) } }));
  if (before && asking) {
    const now = await answer(api.GET('/v1/accounts/{account}', { params: { path: { account: 'me' } } }));
    // What is on the page is not for somebody else.
    if (now.name !== before) return location.assign('/');
    asking.done();
    return;
  }
  await loadSession();
}

// What the pages of this tab have kept is not for the next one at this machine. What the page
// still reads would be answered that nobody has signed in.
export async function signOut(): Promise<void> {
  stopReading();
  const path = { account: 'me', session: 'current' };
  await answer(api.DELETE('/v1/accounts/{account}/sessions/{session}', { params: { path } }));
  sessionStorage.clear();
  location.assign('/');
}

export function giveUpSigningIn(): void {
  sessionStorage.clear();
  location.assign('/');
}

function signInAgain(): Promise<void> {
  if (!account) return Promise.reject(new ApiError(401, { reason: 'CREDENTIALS_MISSING' }));
  again ??= new Promise<void>((done, giveUp) => {
    asking = { done, giveUp };
  }).finally(() => {
    asking = undefined;
    again = undefined;
  });
  return again;
}

setHooks({ signInAgain, pageSignal: () => router.signal });
