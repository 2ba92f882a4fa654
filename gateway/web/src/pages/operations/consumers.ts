import { answer, api, idOf, type Schemas } from '../../api/client';

// Those that read events and may put some aside. Each has the same methods at a place of
// its own; the audit log discards nothing.
export type Parked = Schemas['events.v1.ParkedEvent'];
export const CONSUMERS = ['participants', 'courses', 'progression', 'evaluation', 'access', 'audit'] as const;
export type Consumer = (typeof CONSUMERS)[number];

const LIST = '/v1/organizations/{organization}/consumers/access/parkedEvents';
type Events = Schemas['events.v1.ListParkedEventsResponse'];
type Replayed = Schemas['events.v1.ReplayParkedEventResponse'];

// The methods of `access` stand for those of the others: only the consumer's name differs.
const of = <Path extends string>(consumer: Consumer, path: Path) => path.replace('/access/', `/${consumer}/`) as Path;

export const list = (consumer: Consumer, organization: string, pageToken: string): Promise<Events> =>
  answer(api.GET(of(consumer, LIST), { params: { path: { organization }, query: { pageToken } } }));

const pathOf = (organization: string, event: Parked) => ({ params: { path: { organization, parkedEvent: idOf(event.name) } } });

export const replay = (consumer: Consumer, organization: string, event: Parked): Promise<Replayed> =>
  answer(api.POST(of(consumer, `${LIST}/{parkedEvent}:replay`), { ...pathOf(organization, event), body: {} }));

export const discard = (consumer: Consumer, organization: string, event: Parked, reason: string): Promise<Parked> =>
  answer(api.POST(of(consumer, `${LIST}/{parkedEvent}:discard`), { ...pathOf(organization, event), body: { reason } }));
