import type { Route } from './routes';

// All pages. An area of pages is found by its file; nothing else lists them.
const files = import.meta.glob<Record<string, Route>>('../pages/*/routes.ts', { eager: true });

export const ROUTES: Route[] = Object.values(files).flatMap((file) => Object.values(file));
