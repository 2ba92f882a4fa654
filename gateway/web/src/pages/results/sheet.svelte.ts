import { all, parts } from '../../api/all';
import { answer, api, type Schemas } from '../../api/client';
import { failuresOf } from '../../api/failures';
import { wordsOf } from '../../api/words';
import { number } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import type { Assessment } from '../courses/records';
import { scoreIn } from './paste';

type Result = Schemas['courses.v1.Result'];

// One attempt of one person at one assessment: what is recorded, and what was typed.
export class Score {
  typed = $state('');
  recorded = $state.raw<Result | undefined>(undefined);
  refused = $state(''); // what the service said of it
  inBetween = $state(false); // somebody else recorded it since this page was read

  constructor(
    readonly assessment: Assessment,
    readonly participant: string,
  ) {}

  get written(): string {
    return this.recorded?.score === undefined ? '' : String(this.recorded.score);
  }

  // What was typed is another than what is recorded. Nothing is not zero: it is not submitted.
  get changed(): boolean {
    const [typed, written] = [scoreIn(this.typed) ?? this.typed.trim(), scoreIn(this.written) ?? ''];
    return typed !== written;
  }

  get wrong(): string {
    if (this.refused) return this.refused;
    if (!this.changed || !this.typed.trim()) return '';
    const score = scoreIn(this.typed);
    if (score === undefined) return t('results-no-number');
    return score > (this.assessment.maxScore ?? 0) ? t('results-above', { max: number(this.assessment.maxScore ?? 0) }) : '';
  }
}

const AT_ONCE = 500;

// The scores of one attempt, of all persons and assessments of a cohort. Who takes the
// course again has others in the cohort of then.
export class ScoreSheet {
  scores = $state.raw<Score[]>([]);
  #byPlace = new Map<string, Score>();
  #organization: string;
  #cohort: string;
  readonly attempt: number;

  constructor(organization: string, cohort: string, attempt: number) {
    this.#organization = organization;
    this.#cohort = cohort;
    this.attempt = attempt;
  }

  score(assessment: Assessment, participant: string): Score {
    return this.#byPlace.get(`${assessment.name} ${participant}`)!;
  }

  async load(assessments: readonly Assessment[], participants: readonly string[]): Promise<void> {
    this.#byPlace = new Map(assessments.flatMap((assessment) => participants.map((participant) => [`${assessment.name} ${participant}`, new Score(assessment, participant)])));
    for (const result of await this.#read(`cohort = ${this.#cohort}`)) if (result.attempt === this.attempt) this.#record(result);
    this.scores = [...this.#byPlace.values()];
  }

  #read(filter: string): Promise<Result[]> {
    return all(async (pageToken) => {
      const params = { path: { organization: this.#organization }, query: { filter, pageSize: 1000, pageToken } };
      const page = await answer(api.GET('/v1/organizations/{organization}/results', { params }));
      return { items: page.results, next: page.nextPageToken };
    });
  }

  #record(result: Result): void {
    const score = this.#byPlace.get(`${result.assessment} ${result.participant}`);
    if (!score) return; // of somebody who is not listed
    score.recorded = result;
    score.typed = score.written;
    score.refused = '';
    score.inBetween = false;
  }

  // Records what was typed and is not wrong; what is refused says why in its cell.
  async record(): Promise<{ recorded: number; refused: number }> {
    const wanted = this.scores.filter((score) => score.changed && !score.wrong);
    let refused = 0;
    for (const some of parts(wanted, AT_ONCE)) refused += await this.#send(some);
    return { recorded: wanted.length - refused, refused };
  }

  async #send(some: Score[]): Promise<number> {
    const parent = `organizations/${this.#organization}`;
    const requests = some.map(({ assessment, participant, typed, recorded }) => {
      const score = scoreIn(typed);
      const result = { assessment: assessment.name!, participant, cohort: this.#cohort, attempt: this.attempt, ...(score !== undefined && { score }), ...(recorded?.etag && { etag: recorded.etag }), ...(recorded?.assessedOn && { assessedOn: recorded.assessedOn }) };
      return { parent, result };
    });
    const body = { requests, returnPartialSuccess: true, allowExisting: true };
    const reply = await answer(api.POST('/v1/organizations/{organization}/results:batchCreate', { params: { path: { organization: this.#organization } }, body }));
    for (const result of reply.results ?? []) this.#record(result);
    const failed = await failuresOf(reply.failedRequests);
    const conflicts: Score[] = [];
    for (const [index, error] of failed) {
      if (error.reason === 'RESOURCE_EXISTS' || error.reason === 'ETAG_MISMATCH') conflicts.push(some[index]!);
      else some[index]!.refused = wordsOf(error);
    }
    await this.#seeTheirs(conflicts);
    return failed.size;
  }

  // What is recorded now stands beside what was typed; to record it again corrects it.
  async #seeTheirs(scores: readonly Score[]): Promise<void> {
    if (scores.length === 0) return;
    for (const result of await this.#read(`cohort = ${this.#cohort}`)) {
      const score = scores.find((one) => one.assessment.name === result.assessment && one.participant === result.participant && result.attempt === this.attempt);
      if (!score) continue;
      score.recorded = result;
      score.inBetween = true;
    }
  }
}
