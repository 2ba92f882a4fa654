import type { Schemas } from '../../api/client';
import { t } from '../../i18n/texts.svelte';

export type Webhook = Schemas['webhooks.v1.Webhook'];
export type Delivery = Schemas['webhooks.v1.Delivery'];
export type Attempt = Schemas['webhooks.v1.Attempt'];

// What is sent where no types are named, and what else can be.
export const USUAL = ['participant.graduated', 'credential.*', 'career.*'];
export const GROUPS = [...USUAL, 'enrolment.*', 'mentorship.*'];

export const isActive = ({ state }: Webhook): boolean => state === 'WEBHOOK_STATE_ACTIVE';

export function stateText({ state, disableReason }: Webhook): string {
  if (state === 'WEBHOOK_STATE_ACTIVE') return t('webhooks-active');
  return t(disableReason === 'WEBHOOK_DISABLE_REASON_GONE' ? 'webhooks-gone' : 'webhooks-disabled');
}

export const typesText = ({ types }: Webhook): string => (types?.length ? types : USUAL).join(', ');

export const DELIVERY_STATES = ['WAITING', 'DELIVERED', 'PARKED'] as const;
export const DELIVERY_TONES = { WAITING: 'info', DELIVERED: 'good', PARKED: 'bad' } as const;
export const deliveryState = ({ state }: Delivery) => (state ?? '').replace('DELIVERY_STATE_', '') as (typeof DELIVERY_STATES)[number];

// What came of one try, in a few words.
export function attemptText(attempt: Attempt | undefined): string {
  if (!attempt) return t('webhooks-not-tried');
  return [attempt.status ? `HTTP ${attempt.status}` : t('webhooks-no-answer'), attempt.error].filter(Boolean).join(' · ');
}
