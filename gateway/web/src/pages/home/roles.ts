import { session } from '../../app/session.svelte';
import { list } from '../../i18n/format';
import { t } from '../../i18n/texts.svelte';

// `ROLE_REGISTRAR` → `role-registrar`, a text.
export const roleText = (role: string | undefined): string => t(`role-${(role ?? '').replace('ROLE_', '').toLowerCase()}`);

// The roles somebody has in an organization, in words, each once.
export function rolesText(organization: string): string {
  const names = new Set(session.rolesIn(organization).map(({ role }) => roleText(role)));
  return list([...names]);
}
