import { all } from '../../api/all';
import { answer, api, type Schemas } from '../../api/client';
import { failuresOf } from '../../api/failures';
import { ApiError } from '../../api/problem';
import { session as signedIn } from '../../app/session.svelte';
import { codeOf, markOf, type Mark } from './marks';
import { Outbox, type Batch, type Change } from './outbox.svelte';

type Attendance = Schemas['courses.v1.Attendance'];

// How one person attended one session, as far as this page knows.
export class Cell {
  mark = $state.raw<Mark | ''>('');
  phase = $state.raw<'blank' | 'pending' | 'saved' | 'failed' | 'conflict'>('blank');
  problem = $state.raw<unknown>(undefined); // why it failed
  theirs = $state.raw<Mark | ''>(''); // what somebody else recorded in between
  recorded: Mark | '' = '';
  minutes = 0; // with what is recorded
  etag = '';

  constructor(
    readonly session: string,
    readonly participant: string,
  ) {}

  get key(): string {
    return keyOf(this.session, this.participant);
  }
}

type Step = { cell: Cell; from: Mark | ''; to: Mark | '' }[];

const keyOf = (session: string, participant: string): string => `${session} ${participant}`;
const isConflict = (error: ApiError): boolean => error.reason === 'ETAG_MISMATCH' || error.reason === 'RESOURCE_EXISTS';

// The attendance of a cohort: what is recorded, what is to be, and the way back.
export class Register {
  readonly outbox: Outbox;
  // How many cells failed or differ from what somebody else recorded.
  troubles = $state.raw<Cell[]>([]);
  #cells = new Map<string, Cell>();
  #done: Step[] = [];
  #undone: Step[] = [];
  #organization: string;
  #cohort: string;

  constructor(organization: string, cohort: string) {
    this.#organization = organization;
    this.#cohort = cohort;
    this.outbox = new Outbox(`attendance:${signedIn.account?.name}:${cohort}`, (batch) => this.#deliver(batch));
  }

  cell(session: string, participant: string): Cell {
    const key = keyOf(session, participant);
    let cell = this.#cells.get(key);
    if (!cell) this.#cells.set(key, (cell = new Cell(session, participant)));
    return cell;
  }

  async load(): Promise<void> {
    for (const one of await this.#read(`cohort = ${this.#cohort}`)) this.#record(one);
    // What was kept of an earlier visit goes on top.
    for (const change of this.outbox.changes()) {
      const cell = this.cell(change.session, change.participant);
      cell.mark = change.mark;
      cell.phase = 'pending';
    }
    this.outbox.begin();
  }

  // As one step that can be undone.
  mark(cells: readonly Cell[], mark: Mark): number {
    const step = cells.filter((cell) => cell.mark !== mark || cell.phase === 'failed').map((cell) => ({ cell, from: cell.mark, to: mark }));
    for (const { cell } of step) this.#set(cell, mark);
    if (step.length > 0) {
      this.#done.push(step);
      this.#undone = [];
    }
    return step.length;
  }

  // How many went back, and how many stay because they are recorded: what is recorded
  // can be corrected, not made unrecorded.
  undo(): { back: number; stay: number } {
    const step = this.#done.pop();
    if (!step) return { back: 0, stay: 0 };
    const back = step.filter(({ cell, from }) => this.#set(cell, from));
    if (back.length > 0) this.#undone.push(back);
    return { back: back.length, stay: step.length - back.length };
  }

  redo(): number {
    const step = this.#undone.pop();
    if (!step) return 0;
    for (const { cell, to } of step) this.#set(cell, to);
    this.#done.push(step);
    return step.length;
  }

  tryAgain(cell: Cell): void {
    if (cell.mark) this.#put(cell, cell.mark);
    this.#settle(cell);
  }

  takeTheirs(cell: Cell): void {
    cell.mark = cell.recorded;
    cell.phase = 'saved';
    this.#settle(cell);
  }

  #set(cell: Cell, mark: Mark | ''): boolean {
    const sent = this.outbox.isSent(cell.key);
    if (mark === cell.recorded && !sent) {
      this.outbox.drop(cell.key);
      cell.mark = mark;
      cell.phase = mark ? 'saved' : 'blank';
    } else if (mark === '') {
      return false;
    } else {
      this.#put(cell, mark);
    }
    this.#settle(cell);
    return true;
  }

  #put(cell: Cell, mark: Mark): void {
    cell.mark = mark;
    cell.phase = 'pending';
    const { key, session, participant, etag } = cell;
    this.outbox.put({ key, session, participant, mark, etag, minutes: mark === cell.recorded ? cell.minutes : 0 });
  }

  #settle(cell: Cell): void {
    cell.problem = undefined;
    cell.theirs = '';
    if (this.troubles.includes(cell)) this.troubles = this.troubles.filter((one) => one !== cell);
  }

  #read(filter: string): Promise<Attendance[]> {
    return all(async (pageToken) => {
      const params = { path: { organization: this.#organization }, query: { filter, pageSize: 1000, pageToken } };
      const page = await answer(api.GET('/v1/organizations/{organization}/attendances', { params }));
      return { items: page.attendances, next: page.nextPageToken };
    });
  }

  #record(one: Attendance): Cell {
    const cell = this.cell(one.session, one.participant);
    cell.recorded = markOf(one.code);
    cell.minutes = one.minutes ?? 0;
    cell.etag = one.etag ?? '';
    if (cell.phase === 'blank' || cell.phase === 'saved') {
      cell.mark = cell.recorded;
      cell.phase = 'saved';
    }
    return cell;
  }

  async #deliver({ id, changes }: Batch): Promise<void> {
    const parent = `organizations/${this.#organization}`;
    const requests = changes.map(({ session, participant, mark, minutes, etag }) => ({
      parent,
      attendance: { session, participant, code: codeOf(mark), ...(minutes && { minutes }), ...(etag && { etag }) },
    }));
    const params = { path: { organization: this.#organization }, header: { 'Idempotency-Key': id } };
    const body = { requests, returnPartialSuccess: true, allowExisting: true };
    try {
      const reply = await answer(api.POST('/v1/organizations/{organization}/attendances:batchCreate', { params, body }));
      for (const one of reply.attendances ?? []) this.#recorded(one);
      const failed = [...(await failuresOf(reply.failedRequests))].map(([index, error]) => ({ change: changes[index]!, error }));
      for (const { change, error } of failed) this.#failed(change, error);
      await this.#readTheirs(failed.filter(({ error }) => isConflict(error)).map(({ change }) => change));
    } catch (error) {
      // A refusal is of all of them; without an answer, the outbox tries again.
      if (!(error instanceof ApiError) || error.status === 429 || error.status >= 500) throw error;
      for (const change of changes) this.#failed(change, error);
    }
  }

  #recorded(one: Attendance): void {
    const cell = this.cell(one.session, one.participant);
    if (cell.mark === markOf(one.code) && cell.phase === 'pending') cell.phase = 'saved';
    this.#record(one);
    this.outbox.seen(cell.key, cell.etag);
  }

  #failed({ session, participant }: Change, error: ApiError): void {
    const cell = this.cell(session, participant);
    cell.phase = isConflict(error) ? 'conflict' : 'failed';
    cell.problem = error;
    if (!this.troubles.includes(cell)) this.troubles = [...this.troubles, cell];
  }

  async #readTheirs(changes: Change[]): Promise<void> {
    for (const session of new Set(changes.map((change) => change.session))) {
      const keys = new Set(changes.filter((change) => change.session === session).map(({ key }) => key));
      for (const one of await this.#read(`session = ${session}`)) {
        if (!keys.has(keyOf(one.session, one.participant))) continue;
        const cell = this.#record(one);
        cell.theirs = cell.recorded;
      }
    }
  }
}

// One for each cohort, as long as this page is not loaded anew: it goes on sending when
// another page is shown.
const registers = new Map<string, Register>();

export function registerOf(organization: string, cohort: string): Register {
  let register = registers.get(cohort);
  if (!register) registers.set(cohort, (register = new Register(organization, cohort)));
  return register;
}
