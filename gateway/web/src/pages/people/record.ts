import { answer, api } from '../../api/client';
import { units } from '../../api/names.svelte';
import { partialDate } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';
import type { Fact } from './compare';
import { bornText, consentText, guardianText, otherNameText, sexText, standingText, type Participant } from './person';

// A person's record, with the name of its unit.
export async function readRecord(organization: string, participant: string): Promise<Participant> {
  const record = await answer(api.GET('/v1/organizations/{organization}/participants/{participant}', { params: { path: { organization, participant } } }));
  await units.need(organization, [record.unit]);
  return record;
}

type Attribute = NonNullable<Participant['attributes']>[number];
// Of what is open to all who see the person, an empty one is empty.
type Field = { label: string; value: string | undefined; open?: true };

const label = (field: string) => t(`people-field-${field}`);
const since = (day: string | undefined) => day && t('people-since', { day: partialDate(day) });
const unitText = ({ unit, unitEffectiveOn }: Participant) => unit && [units.get(unit)?.displayName ?? '…', since(unitEffectiveOn)].filter(Boolean).join(' · ');
const attributeText = ({ key, value, effectiveOn }: Attribute) => `${key}: ${value || '—'}${effectiveOn ? ` (${since(effectiveOn)})` : ''}`;

const fieldsOf = (person: Participant): Field[] => [
  { label: label('displayname'), value: person.displayName },
  { label: label('givenname'), value: person.givenName },
  { label: label('familyname'), value: person.familyName },
  { label: label('patronymic'), value: person.patronymic },
  { label: label('othernames'), value: person.otherNames?.map(otherNameText).join('\n') },
  { label: label('sex'), value: sexText(person.sex), open: true },
  { label: t('people-gender'), value: person.gender },
  { label: label('birthdate'), value: bornText(person.birthDate) },
  { label: label('externalid'), value: person.externalId, open: true },
  { label: t('people-other-numbers'), value: person.externalIds?.map(({ system, value }) => `${system}: ${value}`).join(', ') },
  { label: label('unit'), value: unitText(person), open: true },
  { label: label('joinedon'), value: partialDate(person.joinedOn), open: true },
  { label: label('emails'), value: person.contact?.emails?.join('\n') },
  { label: label('phones'), value: person.contact?.phones?.join('\n') },
  { label: label('address'), value: person.contact?.address },
  { label: label('guardians'), value: person.guardians?.map(guardianText).join('\n') },
  { label: label('consents'), value: person.consents?.map(consentText).join('\n') },
  { label: t('people-attributes'), value: person.attributes?.map(attributeText).join('\n') },
];

// All that is recorded of a person, in words.
export const recordOf = (person: Participant): Fact[] =>
  fieldsOf(person).map(({ label: name, value, open }) => ({ label: name, value: value || (person.redacted && !open ? undefined : '') }));

// What two records of one person are compared by.
export const comparedOf = (person: Participant): Fact[] => [
  ...recordOf(person),
  { label: t('people-state'), value: standingText(person) },
  { label: label('protected'), value: person.redacted ? undefined : t(person.protection === 'PROTECTION_FLAGGED' ? 'people-yes' : 'people-no') },
];
