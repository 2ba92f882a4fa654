import { answer, api } from '../../api/client';
import { isAborted } from '../../api/problem';
import { Titles } from '../../api/titles.svelte';
import type { Funnel, Group } from './funnel';
import { funnelQuery, type Selection } from './selection';
import { labelOf } from './words';

// A funnel as it was last counted, and its groups with what people call them. What is here
// stays while it is counted anew.
export class Figures {
  funnel = $state.raw<Funnel | undefined>(undefined);
  loading = $state(true);
  error = $state.raw<unknown>(undefined);
  #by = $state('');
  #titles: Titles;
  #turn = 0;

  constructor(titles: Titles) {
    this.#titles = titles;
  }

  get groups(): Group[] {
    const title = (name: string) => this.#titles.of(name);
    return (this.funnel?.rows ?? []).map((row) => ({ key: row.key ?? '', label: labelOf(row, this.#by, title), row }));
  }

  async count(organization: string, selection: Selection): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.loading = true;
    this.error = undefined;
    try {
      const params = { path: { organization }, query: funnelQuery(organization, selection) };
      const funnel = await answer(api.GET('/v1/organizations/{organization}:funnel', { params }));
      await this.#titles.need((funnel.rows ?? []).map((row) => row.key ?? '').filter((key) => key.includes('/')));
      if (turn !== this.#turn) return; // another selection since
      this.#by = selection.by;
      this.funnel = funnel;
    } catch (error) {
      if (turn === this.#turn && !isAborted(error)) this.error = error;
    }
    if (turn === this.#turn) this.loading = false;
  }
}
