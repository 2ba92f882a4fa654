import { untrack } from 'svelte';
import { answer, api } from '../../api/client';
import { session } from '../../app/session.svelte';

// What accounts and units are called, asked for once for many. Who manages no accounts
// knows those of others by their numbers alone.
let names = $state.raw<ReadonlyMap<string, string>>(new Map());
const PAGES = 10; // of a thousand: beyond, accounts are told by their numbers

// Whoever asks for names in an effect does not begin anew when they come.
const known = () => untrack(() => names);

function add(found: Iterable<readonly [string, string]>): void {
  names = new Map([...known(), ...found]);
}

export const nameOf = (resource: string | undefined): string => {
  if (!resource) return '';
  return names.get(resource) ?? `…${resource.slice(-8)}`;
};

let accounts: Promise<void> | undefined;

async function readAccounts(): Promise<void> {
  let pageToken = '';
  for (let page = 0; page < PAGES; page += 1) {
    const list = await answer(api.GET('/v1/accounts', { params: { query: { pageSize: 1000, pageToken } } }));
    add((list.accounts ?? []).map((account) => [account.name!, account.displayName] as const));
    pageToken = list.nextPageToken ?? '';
    if (!pageToken) return;
  }
}

export async function needAccounts(): Promise<void> {
  const me = session.account;
  if (me) add([[me.name!, me.displayName]]);
  if (!session.mayEverywhere('ACCOUNTS_MANAGE')) return;
  accounts ??= readAccounts().catch((error) => {
    accounts = undefined;
    throw error;
  });
  await accounts;
}

export const forgetAccounts = (): void => {
  accounts = undefined;
};

export async function needUnits(organization: string, units: readonly (string | undefined)[]): Promise<void> {
  const wanted = [...new Set(units)].filter((unit): unit is string => !!unit && !known().has(unit));
  if (wanted.length === 0) return;
  const params = { path: { organization }, query: { names: wanted } };
  const { units: found } = await answer(api.GET('/v1/organizations/{organization}/units:batchGet', { params }));
  add((found ?? []).map((unit) => [unit.name!, unit.displayName] as const));
}
