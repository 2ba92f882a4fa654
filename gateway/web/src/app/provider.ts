import { answer, api } from '../api/client';
import { willComeBack } from './router.svelte';

// Signing in by a provider (OpenID Connect). The secret of an attempt stays in the tab that
// began it, and only until it has come back.
const KEPT = 'attempt';
const PLACE = 'place'; // where somebody was whose session had ended, and who that was

interface Place {
  path: string;
  account: string;
}

// Leads to the provider, which sends back to /sign-in/oidc.
export async function beginAtProvider(): Promise<void> {
  const attempt = await answer(api.POST('/v1/oidc:begin', { body: {} }));
  sessionStorage.setItem(KEPT, attempt.secret!);
  willComeBack();
  location.assign(attempt.authorizationUri!);
}

// From a page that `account` comes back to.
export async function beginAgainAtProvider(account: string): Promise<void> {
  const path = location.pathname + location.search;
  sessionStorage.setItem(PLACE, JSON.stringify({ path, account } satisfies Place));
  await beginAtProvider();
}

// Where who has signed in now goes on: what others left in the tab is not for them.
async function placeAfter(): Promise<string> {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!kept) return '/';
  const { path, account } = JSON.parse(kept) as Place;
  const now = await answer(api.GET('/v1/accounts/{account}', { params: { path: { account: 'me' } } }));
  if (now.name === account) return path;
  sessionStorage.clear();
  return '/';
}

// The secret of what was begun in this tab; nothing when there is none. It counts once.
export function takeAttempt(): string | null {
  const secret = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return secret;
}

export async function finishAtProvider(secret: string, state: string, code: string): Promise<void> {
  await answer(api.POST('/v1/oidc:finish', { body: { secret, state, code } }));
  location.replace(location.origin + (await placeAfter()));
}
