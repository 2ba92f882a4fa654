import { tick, type Component } from 'svelte';
import { needTexts, t } from '../i18n/texts.svelte';
import { ROUTES } from './pages';
import type { Route } from './routes';

interface Place {
  route: Route | undefined; // nothing: there is no such page
  params: Record<string, string>;
  path: string;
  page: Component<{ params: Record<string, string> }> | undefined;
}

const PATIENCE = 60; // ms; a page that is not here by then is stood for by a skeleton

// Asked before a page is left: whether it may be.
type Guard = () => boolean | Promise<boolean>;

// Which page comes is known before it is here: whether it is for who has not signed in.
let place = $state.raw<Place>({ route: find(location.pathname)?.route, params: {}, path: '', page: undefined });
let query = $state.raw(new URLSearchParams(location.search));
let loading = $state(false);
let failed = $state.raw<unknown>(undefined);
let leaving = new AbortController();
let step = 0; // how far from where this visit began
const guards = new Set<Guard>();

export const router = {
  get place() {
    return place;
  },
  get query() {
    return query;
  },
  get loading() {
    return loading;
  },
  // Why the page's own code did not come.
  get failed() {
    return failed;
  },
  get signal() {
    return leaving.signal;
  },
};

// Has `guard` asked until what is returned is called.
export function guardLeaving(guard: Guard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

let coming = false;

// Whether the tab goes elsewhere only to come back: what it keeps is there then.
export const comesBack = (): boolean => coming;

export function willComeBack(): void {
  coming = true;
}

// Has `done` called once another page is gone to; not as the code of this one arrives.
export function whenElsewhere(done: () => void): void {
  let path = place.path;
  $effect(() => {
    const now = place.path;
    if (path && now !== path) done();
    path = now;
  });
}

async function mayLeave(): Promise<boolean> {
  for (const guard of guards) {
    if (!(await guard())) return false;
  }
  return true;
}

function find(path: string): { route: Route; params: Record<string, string> } | undefined {
  for (const route of ROUTES) {
    const params = route.match(path);
    if (params) return { route, params };
  }
  return undefined;
}

// For readers of screens as for others: a new page is a new heading, from the top.
async function arrive(focus: boolean): Promise<void> {
  await tick();
  if (!focus || location.hash) return;
  const heading = document.querySelector<HTMLElement>('main h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

// Ends what the page still reads. What it asks for from now on is asked.
export function stopReading(): void {
  leaving.abort(new DOMException('the page is left', 'AbortError'));
  leaving = new AbortController();
}

async function show(focus = true): Promise<void> {
  const path = location.pathname;
  const asked = new URLSearchParams(location.search);
  // What is asked of a page changes with it: the one that is left keeps its own.
  const enter = (there: Place): void => {
    query = asked;
    place = there;
  };
  if (path === place.path && !failed && !loading) return enter(place);
  stopReading();
  const { signal } = leaving;
  loading = true;
  failed = undefined;
  const found = find(path);
  const there: Place = { route: found?.route, params: found?.params ?? {}, path, page: undefined };
  const patience = setTimeout(() => {
    if (!signal.aborted) enter(there);
  }, PATIENCE);
  try {
    const [loaded] = await Promise.all([found?.route.page(), needTexts(...(found?.route.texts ?? []))]);
    if (signal.aborted) return;
    enter({ ...there, page: loaded?.default });
  } catch (error) {
    if (signal.aborted) return;
    failed = error;
    enter(there);
  } finally {
    clearTimeout(patience);
  }
  loading = false;
  await arrive(focus);
}

export const titleOf = (heading: string): string => (heading ? `${heading} · Waymark` : 'Waymark');
export const placeTitle = (): string => (place.path ? t(place.route?.title ?? 'not-found-title') : '');

export async function navigate(href: string, { replace = false } = {}): Promise<void> {
  const url = new URL(href, location.href);
  if (url.pathname !== location.pathname && !(await mayLeave())) return;
  if (!replace) step += 1;
  history[replace ? 'replaceState' : 'pushState']({ step }, '', url);
  await show();
}

// What a page keeps in its address: filters, a tab, a place in a list.
export function setQuery(changes: Record<string, string | undefined>): void {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = next.toString();
  history.replaceState(history.state, '', location.pathname + (text ? `?${text}` : ''));
  query = next;
}

function ownLink(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.('a');
  if (!link?.href || link.target || link.hasAttribute('download') || link.dataset.native !== undefined) return;
  if (link.origin !== location.origin || link.getAttribute('href')!.startsWith('#')) return;
  return link;
}

async function goneBack(event: PopStateEvent): Promise<void> {
  const to = (event.state as { step?: number } | null)?.step ?? 0;
  if (to === step && location.pathname === place.path) return void show();
  if (location.pathname !== place.path && !(await mayLeave())) {
    history.go(step - to);
    return;
  }
  step = to;
  await show();
}

export async function startRouter(): Promise<void> {
  history.replaceState({ step }, '', location.href);
  addEventListener('popstate', (event) => void goneBack(event));
  addEventListener('click', (event) => {
    const link = ownLink(event);
    if (!link) return;
    event.preventDefault();
    void navigate(link.href);
  });
  await show(false);
}

export async function retryPage(): Promise<void> {
  await show();
}
