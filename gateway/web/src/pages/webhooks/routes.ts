import { route } from '../../app/routes';

// Addresses outside to which outcome events are sent as they happen.
export const webhooks = route('/o/:organization/webhooks', {
  title: 'webhooks-title',
  texts: ['webhooks'],
  page: () => import('./Webhooks.svelte'),
  permission: 'WEBHOOKS_MANAGE',
  nav: { group: 'keep', order: 44, label: 'nav-webhooks' },
});

export const webhook = route('/o/:organization/webhooks/:webhook', {
  title: 'webhooks-one-title',
  texts: ['webhooks'],
  page: () => import('./Webhook.svelte'),
  permission: 'WEBHOOKS_MANAGE',
});
