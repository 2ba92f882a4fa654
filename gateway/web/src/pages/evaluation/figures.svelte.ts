import { answer, api } from '../../api/client';
import { isAborted } from '../../api/problem';
import { needTitles } from '../../api/titles';
import type { Funnel, Group } from './funnel';
import { funnelQuery, namesIn, type Selection } from './selection';
import { labelOf } from './words';

// A funnel as it was last counted, of whom, and its groups with what people call them. What
// is here stays while it is counted anew: it is about what was `counted`, whatever is chosen now.
export class Figures {
  funnel = $state.raw<Funnel | undefined>(undefined);
  counted = $state.raw<Selection | undefined>(undefined);
  loading = $state(true);
  error = $state.raw<unknown>(undefined);
  #turn = 0;

  get groups(): Group[] {
    return (this.funnel?.rows ?? []).map((row) => ({ key: row.key ?? '', label: labelOf(row, this.counted?.by ?? ''), row }));
  }

  async count(organization: string, selection: Selection): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.loading = true;
    this.error = undefined;
    try {
      const params = { path: { organization }, query: funnelQuery(organization, selection) };
      const funnel = await answer(api.GET('/v1/organizations/{organization}:funnel', { params }));
      await needTitles([...(funnel.rows ?? []).map(({ key }) => key), ...namesIn(organization, selection)]);
      if (turn !== this.#turn) return; // another selection since
      this.counted = selection;
      this.funnel = funnel;
    } catch (error) {
      if (turn === this.#turn && !isAborted(error)) this.error = error;
    }
    if (turn === this.#turn) this.loading = false;
  }
}
