// What is looked for in the audit log, as it stands in the address and as the API takes it.
export const FIELDS = ['actor', 'record', 'type', 'method', 'service'] as const;
export type Search = Record<(typeof FIELDS)[number] | 'from' | 'to', string>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const searchOf = (query: URLSearchParams): Search => {
  const value = (name: string) => query.get(name) ?? '';
  return { actor: value('actor'), record: value('record'), type: value('type'), method: value('method'), service: value('service'), from: value('from'), to: value('to') };
};

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

// An account may be given by its number alone.
const actorOf = (typed: string) => (UUID.test(typed) ? `accounts/${typed.toLowerCase()}` : typed);

export function filterOf(search: Search): string {
  const given = FIELDS.map((field) => [field, search[field].trim()] as const).filter(([, text]) => text);
  return given.map(([field, text]) => `${field} = ${quoted(field === 'actor' ? actorOf(text) : text)}`).join(' AND ');
}

// Of the field for a moment (`2024-03-09T10:00`), in the time zone of who reads.
export const instantOf = (local: string): string | undefined => (local ? new Date(local).toISOString() : undefined);
