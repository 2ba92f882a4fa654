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
const byKey = (attendances: readonly Attendance[]) => new Map(attendances.map((one) => [keyOf(one.session, one.participant), one]));
const parted = <Item>(items: readonly Item[], wanted: (item: Item) => boolean) => [items.filter(wanted), items.filter((item) => !wanted(item))] as const;
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
    for (const one of await this.#read(`cohort = ${this.#cohort}`)) this.#record(this.cell(one.session, one.participant), one);
    // What was kept of an earlier visit goes on top.
    for (const change of this.outbox.changes()) {
      const cell = this.cell(change.session, change.participant);
      cell.mark = change.mark;
      cell.phase = 'pending';
    }
    this.outbox.begin();
  }

  // As one step that can be undone; no mark: nothing is recorded any more.
  mark(cells: readonly Cell[], mark: Mark | ''): number {
    const step = cells.filter((cell) => cell.mark !== mark || cell.phase === 'failed').map((cell) => ({ cell, from: cell.mark, to: mark }));
    for (const { cell } of step) this.#set(cell, mark);
    if (step.length > 0) {
      this.#done.push(step);
      this.#undone = [];
    }
    return step.length;
  }

  undo(): number {
    const step = this.#done.pop();
    if (!step) return 0;
    for (const { cell, from } of step) this.#set(cell, from);
    this.#undone.push(step);
    return step.length;
  }

  redo(): number {
    const step = this.#undone.pop();
    if (!step) return 0;
    for (const { cell, to } of step) this.#set(cell, to);
    this.#done.push(step);
    return step.length;
  }

  tryAgain(cell: Cell): void {
    this.#put(cell, cell.mark);
    this.#settle(cell);
  }

  takeTheirs(cell: Cell): void {
    this.#shown(cell);
    this.#settle(cell);
  }

  #set(cell: Cell, mark: Mark | ''): void {
    if (mark === cell.recorded && !this.outbox.isSent(cell.key)) {
      this.outbox.drop(cell.key);
      this.#shown(cell);
    } else {
      this.#put(cell, mark);
    }
    this.#settle(cell);
  }

  // What is recorded is what is shown.
  #shown(cell: Cell): void {
    cell.mark = cell.recorded;
    cell.phase = cell.mark ? 'saved' : 'blank';
  }

  #put(cell: Cell, mark: Mark | ''): void {
    cell.mark = mark;
    cell.phase = 'pending';
    const { key, session, participant, etag } = cell;
    this.outbox.put({ key, session, participant, mark, etag, minutes: mark && mark === cell.recorded ? cell.minutes : 0 });
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

  // `one` is what is recorded for the cell, if anything is.
  #record(cell: Cell, one: Attendance | undefined): void {
    cell.recorded = markOf(one?.code);
    cell.minutes = one?.minutes ?? 0;
    cell.etag = one?.etag ?? '';
    if (cell.phase === 'blank' || cell.phase === 'saved') this.#shown(cell);
  }

  async #deliver(batch: Batch): Promise<void> {
    const { id } = batch;
    // Of what was refused, or withdrawn by somebody else, nothing is there to be withdrawn.
    const [changes, done] = parted(batch.changes, ({ mark, etag }) => mark !== '' || etag !== '');
    for (const change of done) this.#recorded(change, undefined);
    if (changes.length === 0) return;
    const parent = `organizations/${this.#organization}`;
    const requests = changes.map(({ session, participant, mark, minutes, etag }) => ({
      parent,
      attendance: { session, participant, code: codeOf(mark), ...(minutes && { minutes }), ...(etag && { etag }) },
    }));
    const params = { path: { organization: this.#organization }, header: { 'Idempotency-Key': id } };
    const body = { requests, returnPartialSuccess: true, allowExisting: true };
    try {
      const reply = await answer(api.POST('/v1/organizations/{organization}/attendances:batchCreate', { params, body }));
      const failed = [...(await failuresOf(reply.failedRequests))].map(([index, error]) => ({ change: changes[index]!, error }));
      const refused = new Set(failed.map(({ change }) => change));
      const recorded = byKey(reply.attendances ?? []);
      for (const change of changes) if (!refused.has(change)) this.#recorded(change, recorded.get(change.key));
      for (const { change, error } of failed) this.#failed(change, error);
      await this.#readTheirs(failed.filter(({ error }) => isConflict(error)).map(({ change }) => change));
    } catch (error) {
      // A refusal is of all of them; without an answer, the outbox tries again.
      if (!(error instanceof ApiError) || error.status === 429 || error.status >= 500) throw error;
      for (const change of changes) this.#failed(change, error);
    }
  }

  #recorded({ key, session, participant }: Change, one: Attendance | undefined): void {
    const cell = this.cell(session, participant);
    if (cell.mark === markOf(one?.code) && cell.phase === 'pending') cell.phase = 'saved';
    this.#record(cell, one);
    this.outbox.seen(key, cell.etag);
  }

  #failed({ session, participant }: Change, error: ApiError): void {
    const cell = this.cell(session, participant);
    cell.phase = isConflict(error) ? 'conflict' : 'failed';
    cell.problem = error;
    if (!this.troubles.includes(cell)) this.troubles = [...this.troubles, cell];
  }

  async #readTheirs(changes: Change[]): Promise<void> {
    for (const session of new Set(changes.map((change) => change.session))) {
      const recorded = byKey(await this.#read(`session = ${session}`));
      for (const change of changes.filter((one) => one.session === session)) {
        const cell = this.cell(session, change.participant);
        this.#record(cell, recorded.get(change.key));
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
