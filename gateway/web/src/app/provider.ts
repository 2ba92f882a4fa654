import { answer, api } from '../api/client';

// Signing in by a provider (OpenID Connect). The secret of an attempt stays in the tab that
// began it, and only until it has come back.
const KEPT = 'attempt';

// Leads to the provider, which sends back to /sign-in/oidc.
export async function beginAtProvider(): Promise<void> {
  const attempt = await answer(api.POST('/v1/oidc:begin', { body: {} }));
  sessionStorage.setItem(KEPT, attempt.secret!);
  location.assign(attempt.authorizationUri!);
}

// The secret of what was begun in this tab; nothing when there is none. It counts once.
export function takeAttempt(): string | null {
  const secret = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return secret;
}

export async function finishAtProvider(secret: string, state: string, code: string): Promise<void> {
  await answer(api.POST('/v1/oidc:finish', { body: { secret, state, code } }));
}
