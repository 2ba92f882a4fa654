import { answer, api } from '../../api/client';
import { watchQuery, type Filter } from './outcome';

export const SILENCE = 45_000; // ms; the gateway says something every 15 seconds

// The stream of outcomes after `token`.
export async function openStream(organization: string, filter: Filter, token: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const params = {
    path: { organization },
    query: watchQuery(organization, filter),
    header: { 'Last-Event-ID': token },
  };
  const call = api.GET('/v1/organizations/{organization}/outcomes:watch', { params, parseAs: 'stream', signal });
  return (await answer(call as Promise<{ data?: unknown }>)) as ReadableStream<Uint8Array>;
}
