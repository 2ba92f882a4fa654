import { session } from '../../app/session.svelte';
import { t } from '../../i18n/texts.svelte';

// Accounts have no names here: who reads the audit log need not see who people are.
export function actorText(actor: string | undefined): string {
  if (!actor) return t('audit-actor-nobody');
  return actor === session.account?.name ? t('audit-actor-me') : `…${actor.slice(-8)}`;
}

// `units/0190a2c4-…` → `units/…` and the end of its number, which tells more than the beginning.
export const shortName = (name: string | undefined): string => name?.replace(/[0-9a-f-]{28}([0-9a-f]{8})$/, '…$1') ?? '';

// `waymark.participants.v1.UnitsService/GetUnit` → `UnitsService/GetUnit`
export const methodText = (method: string | undefined): string => method?.slice(method.lastIndexOf('.') + 1) ?? '';

// Reasons in other letters than Latin travel percent-encoded.
export function purposeText(purpose: string | undefined): string {
  try {
    return decodeURIComponent(purpose ?? '');
  } catch {
    return purpose ?? '';
  }
}
