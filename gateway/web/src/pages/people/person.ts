import { idOf, type Schemas } from '../../api/client';
import { partialDate } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';

export type Participant = Schemas['participants.v1.Participant'];
export type Sex = Schemas['vocabulary.v1.Sex'];
export type State = Schemas['vocabulary.v1.ParticipantState'];
type Unit = Schemas['participants.v1.Unit'];
type Tone = 'plain' | 'good' | 'warn' | 'bad';

export const SEXES = ['FEMALE', 'MALE', 'UNSPECIFIED', 'NOT_APPLICABLE'] as const;
export const STATES = ['ACTIVE', 'LEFT', 'DECEASED', 'ERASED'] as const;

const lower = (word: string) => word.toLowerCase().replaceAll('_', '-');
export const sexText = (sex: string | undefined): string => t(`people-sex-${lower((sex ?? 'SEX_UNSPECIFIED').replace('SEX_', ''))}`);
export const stateText = (state: string | undefined): string => t(`people-state-${lower((state ?? '').replace('PARTICIPANT_STATE_', ''))}`);
export const stateTone = (state: State | undefined): Tone => (state === 'PARTICIPANT_STATE_ACTIVE' ? 'good' : 'plain');

// A name, or what stands for it where the reader may not see it or it was erased.
export function nameText(person: Participant | undefined): string {
  if (!person) return '…';
  if (person.displayName) return person.displayName;
  return t(person.redacted ? 'people-name-hidden' : 'people-name-erased', { number: person.externalId || idOf(person.name).slice(-6) });
}

// `1990-05~` is estimated.
export const bornText = (date: string | undefined): string =>
  date?.endsWith('~') ? t('people-about-date', { date: partialDate(date.slice(0, -1)) }) : partialDate(date);

// What the form holds of a person.
export interface PersonValues extends Record<string, unknown> {
  displayName: string;
  givenName: string;
  familyName: string;
  patronymic: string;
  sex: string;
  birthDate: string;
  estimated: boolean;
  externalId: string;
  unit: Pick<Unit, 'name' | 'displayName'> | undefined;
  joinedOn: string;
  emails: string;
  phones: string;
  address: string;
  protected: boolean;
}

export const EMPTY: PersonValues = {
  displayName: '',
  givenName: '',
  familyName: '',
  patronymic: '',
  sex: 'SEX_UNSPECIFIED',
  birthDate: '',
  estimated: false,
  externalId: '',
  unit: undefined,
  joinedOn: '',
  emails: '',
  phones: '',
  address: '',
  protected: false,
};

export function valuesOf(person: Participant, unitName: string): PersonValues {
  const { contact = {} } = person;
  return {
    displayName: person.displayName,
    givenName: person.givenName ?? '',
    familyName: person.familyName ?? '',
    patronymic: person.patronymic ?? '',
    sex: person.sex ?? 'SEX_UNSPECIFIED',
    birthDate: person.birthDate?.replace('~', '') ?? '',
    estimated: person.birthDate?.endsWith('~') ?? false,
    externalId: person.externalId ?? '',
    unit: person.unit ? { name: person.unit, displayName: unitName } : undefined,
    joinedOn: person.joinedOn ?? '',
    emails: (contact.emails ?? []).join('\n'),
    phones: (contact.phones ?? []).join('\n'),
    address: contact.address ?? '',
    protected: person.protection === 'PROTECTION_FLAGGED',
  };
}

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

export const bodyOf = (values: PersonValues): Participant => ({
  displayName: values.displayName,
  givenName: values.givenName,
  familyName: values.familyName,
  patronymic: values.patronymic,
  sex: values.sex as Sex,
  birthDate: values.birthDate && values.birthDate + (values.estimated ? '~' : ''),
  externalId: values.externalId,
  unit: values.unit?.name ?? '',
  joinedOn: values.joinedOn,
  contact: { emails: lines(values.emails), phones: lines(values.phones), address: values.address },
  protection: values.protected ? 'PROTECTION_FLAGGED' : 'PROTECTION_UNSPECIFIED',
});

// The field of the record that each of the form's belongs to; the number is never changed.
const PATHS: Record<string, string> = {
  estimated: 'birthDate',
  emails: 'contact.emails',
  phones: 'contact.phones',
  address: 'contact.address',
  protected: 'protection',
};
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

export function changedFields(before: PersonValues, after: PersonValues): string[] {
  const changed = Object.keys(EMPTY).filter((field) => field !== 'externalId' && !same(before[field], after[field]));
  return [...new Set(changed.map((field) => PATHS[field] ?? field))];
}

// One's own changes upon what somebody else has saved since.
export const merged = (before: PersonValues, mine: PersonValues, theirs: PersonValues): PersonValues =>
  Object.fromEntries(Object.keys(EMPTY).map((field) => [field, same(before[field], mine[field]) ? theirs[field] : mine[field]])) as PersonValues;

const shown = (values: PersonValues): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value ?? '')])),
  sex: sexText(values.sex),
  birthDate: bornText(values.birthDate && values.birthDate + (values.estimated ? '~' : '')),
  estimated: '',
  unit: values.unit?.displayName ?? '',
  joinedOn: partialDate(values.joinedOn),
  protected: t(values.protected ? 'people-yes' : 'people-no'),
});

// In what two versions differ, as the dialog for it shows them.
export function differencesOf(mine: PersonValues, theirs: PersonValues) {
  const [one, other] = [shown(mine), shown(theirs)];
  return Object.keys(EMPTY)
    .filter((field) => one[field] !== other[field])
    .map((field) => ({ field, label: t(`people-field-${field.toLowerCase()}`), mine: one[field]!, theirs: other[field]! }));
}
