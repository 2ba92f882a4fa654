import { answer, api, type Schemas } from '../../api/client';
import { Pages } from '../../ui/pages.svelte';

// Credentials for programs.
export type Token = Schemas['access.v1.ApiToken'];

// Those of an account that have not ended; `me` is who has signed in.
export const tokensOf = (account: string): Pages<Token> =>
  new Pages<Token>(async (pageToken) => {
    const params = { path: { account }, query: { pageToken } };
    const page = await answer(api.GET('/v1/accounts/{account}/apiTokens', { params }));
    return { items: page.apiTokens ?? [], next: page.nextPageToken ?? '' };
  });
