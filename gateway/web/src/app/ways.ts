import { answer, api } from '../api/client';
import { Reading } from '../ui/reading.svelte';

// What there is to sign in by besides user name and password: nothing, while it is not known.
export const ways = new Reading(() => answer(api.GET('/v1/signInOptions')));
