import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { fluent } from './tools/fluent.mjs';

const gateway = process.env.WAYMARK_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [fluent(), svelte()],
  resolve: { alias: { $: '/src' } },
  build: {
    target: 'es2022',
    // Nothing is written into the page or the style: the policy of the gateway takes neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': gateway, '/docs': gateway } },
});
