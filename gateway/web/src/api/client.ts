import createClient from 'openapi-fetch';
import type { components, paths } from './schema';
import { send } from './send';

// The typed client of our own API: paths, parameters, bodies and answers are those of
// /openapi.json. Every change has an Idempotency-Key, the same for all its tries.
export type Schemas = components['schemas'];

export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

// Calls whose requests have no request_id do not take a key: they are sent once.
const ONCE = /^\/v1\/(sessions|oidc|accountLinks)|\/apiTokens$|:(beginTotp|confirmTotp|changePassword|createLink|openAuditDiff)$/;

api.use({
  onRequest({ request, schemaPath }) {
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !ONCE.test(schemaPath) && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    }
    return request;
  },
});

// The answer of a call. A refusal has been thrown before.
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

// The last part of a resource name.
export const idOf = (name: string | undefined): string => name?.slice(name.lastIndexOf('/') + 1) ?? '';
