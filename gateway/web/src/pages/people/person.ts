import { answer, api, idOf, type Schemas } from '../../api/client';
import { partialDate } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';

export type Participant = Schemas['participants.v1.Participant'];
export type Sex = Schemas['vocabulary.v1.Sex'];
export type State = Schemas['vocabulary.v1.ParticipantState'];
type OtherName = Schemas['participants.v1.OtherName'];
type Contact = Schemas['participants.v1.Contact'];
type Guardian = Schemas['participants.v1.Guardian'];
type Consent = Schemas['participants.v1.Consent'];
type Unit = Schemas['participants.v1.Unit'];
type Tone = 'plain' | 'good' | 'warn' | 'bad';

export const SEXES = ['FEMALE', 'MALE', 'UNSPECIFIED', 'NOT_APPLICABLE'] as const;
export const STATES = ['ACTIVE', 'LEFT', 'DECEASED', 'ERASED'] as const;

const lower = (word: string) => word.toLowerCase().replaceAll('_', '-');
export const sexText = (sex: string | undefined): string => t(`people-sex-${lower((sex ?? 'SEX_UNSPECIFIED').replace('SEX_', ''))}`);
export const stateText = (state: string | undefined): string => t(`people-state-${lower((state ?? '').replace('PARTICIPANT_STATE_', ''))}`);
export const standingText = ({ state, stateReason }: Participant): string => [stateText(state), stateReason].filter(Boolean).join(': ');
export const stateTone = (state: State | undefined): Tone => (state === 'PARTICIPANT_STATE_ACTIVE' ? 'good' : 'plain');

// A name, or what stands for it where the reader may not see it or it was erased.
export function nameText(person: Participant | undefined): string {
  if (!person) return '…';
  if (person.displayName) return person.displayName;
  return t(person.redacted ? 'people-name-hidden' : 'people-name-erased', { number: person.externalId || idOf(person.name).slice(-6) });
}

// With the number, which tells people of the same name apart.
export const numberedName = (person: Participant): string =>
  person.displayName && person.externalId ? `${person.displayName} (${person.externalId})` : nameText(person);

// `1990-05~` is estimated.
export const bornText = (date: string | undefined): string =>
  date?.endsWith('~') ? t('people-about-date', { date: partialDate(date.slice(0, -1)) }) : partialDate(date);

export const otherNameText = ({ text, script }: OtherName): string => (script ? `${text} (${script})` : text);
export const guardianText = ({ displayName, relation, contact }: Guardian): string =>
  [relation ? `${displayName} (${relation})` : displayName, ...(contact?.phones ?? []), ...(contact?.emails ?? []), contact?.address].filter(Boolean).join(' · ');
export const consentText = ({ purpose, lawfulBasis, givenBy, givenOn, expiresOn, withdrawnOn }: Consent): string =>
  [
    lawfulBasis ? `${purpose} (${lawfulBasis})` : purpose,
    givenBy && t('people-consent-by', { name: givenBy }),
    givenOn && t('people-since', { day: partialDate(givenOn) }),
    expiresOn && t('people-valid-until', { day: partialDate(expiresOn) }),
    withdrawnOn && t('people-consent-withdrawn', { day: partialDate(withdrawnOn) }),
  ]
    .filter(Boolean)
    .join(' · ');

// What the form holds of a guardian: of the contact one of a kind on each line.
export interface GuardianValues {
  displayName: string;
  relation: string;
  phones: string;
  emails: string;
  address: string;
}

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
  otherNames: Required<OtherName>[];
  guardians: GuardianValues[];
  consents: Required<Consent>[];
}

export const NEW_NAME: Required<OtherName> = { text: '', script: '' };
export const NEW_GUARDIAN: GuardianValues = { displayName: '', relation: '', phones: '', emails: '', address: '' };
export const NEW_CONSENT: Required<Consent> = { purpose: '', lawfulBasis: '', givenBy: '', givenOn: '', expiresOn: '', withdrawnOn: '' };

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
  otherNames: [],
  guardians: [],
  consents: [],
};

const linesOf = (contact: Contact = {}) => ({
  phones: (contact.phones ?? []).join('\n'),
  emails: (contact.emails ?? []).join('\n'),
  address: contact.address ?? '',
});

export function valuesOf(person: Participant, unitName: string): PersonValues {
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
    ...linesOf(person.contact),
    protected: person.protection === 'PROTECTION_FLAGGED',
    otherNames: (person.otherNames ?? []).map((name) => ({ ...NEW_NAME, ...name })),
    guardians: (person.guardians ?? []).map(({ displayName, relation = '', contact: reached }) => ({ displayName, relation, ...linesOf(reached) })),
    consents: (person.consents ?? []).map((consent) => ({ ...NEW_CONSENT, ...consent })),
  };
}

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);
const contactOf = ({ phones, emails, address }: Pick<GuardianValues, 'phones' | 'emails' | 'address'>): Contact => ({ emails: lines(emails), phones: lines(phones), address });
const guardianOf = (values: GuardianValues): Guardian => ({ displayName: values.displayName, relation: values.relation, contact: contactOf(values) });

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
  contact: contactOf(values),
  protection: values.protected ? 'PROTECTION_FLAGGED' : 'PROTECTION_UNSPECIFIED',
  otherNames: values.otherNames,
  guardians: values.guardians.map(guardianOf),
  consents: values.consents,
});

// The field of the record that each of the form's belongs to; the number is never changed.
const PATHS: Record<string, string> = {
  estimated: 'birthDate',
  emails: 'contact.emails',
  phones: 'contact.phones',
  address: 'contact.address',
  protected: 'protection',
};
export const maskOf = (fields: readonly string[]): string => [...new Set(fields.filter((field) => field !== 'externalId').map((field) => PATHS[field] ?? field))].join(',');

export const shown = (values: PersonValues): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value ?? '')])),
  sex: sexText(values.sex),
  birthDate: bornText(values.birthDate && values.birthDate + (values.estimated ? '~' : '')),
  estimated: '',
  unit: values.unit?.displayName ?? '',
  joinedOn: partialDate(values.joinedOn),
  protected: t(values.protected ? 'people-yes' : 'people-no'),
  otherNames: values.otherNames.map(otherNameText).join('\n'),
  guardians: values.guardians.map((one) => guardianText(guardianOf(one))).join('\n'),
  consents: values.consents.map(consentText).join('\n'),
});

export const labels = (): Record<string, string> => Object.fromEntries(Object.keys(EMPTY).map((field) => [field, t(`people-field-${field.toLowerCase()}`)]));

// Has `person`, as they were read, stand elsewhere, and why.
export async function setState(organization: string, { name, etag, displayName }: Participant, state: State, stateReason: string): Promise<void> {
  const path = { organization, participant: idOf(name) };
  const params = { path, query: { updateMask: 'state,stateReason' }, header: { 'If-Match': etag! } };
  await answer(api.PATCH('/v1/organizations/{organization}/participants/{participant}', { params, body: { displayName, state, stateReason } }));
}
