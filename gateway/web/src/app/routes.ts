import type { Component } from 'svelte';

// A page's place: `/o/:organization/people/:person`. Each area of pages has its own
// `pages/<area>/routes.ts`, whose exports are gathered in app/pages.ts.

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type Params<Path extends string> = { [name in Names<Path>]: string };

type Query = Record<string, string | undefined>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each page knows its own parameters
type Page = Component<any>;

// The id of a text of the page's area, which the frame of all pages gets too.
type NavLabel = `nav-${string}`;

export interface RouteOptions {
  // The id of its title's text; the page's h1 says the same or more.
  title: string;
  // The areas of texts it needs besides `shell`.
  texts?: string[];
  page: () => Promise<{ default: Page }>;
  // Shown to everybody, signed in or not.
  open?: boolean;
  // Which permission, of docs/roles.md, it is of use with. The services decide; this hides.
  permission?: string;
  // Its place in the navigation, where it has one; one that has parameters besides the organization has none.
  nav?: { group: 'work' | 'figures' | 'keep'; order: number; label: NavLabel };
}

export interface Route<Path extends string = string> extends RouteOptions {
  path: Path;
  href: (params: Params<Path>, query?: Query) => string;
  match: (path: string) => Record<string, string> | undefined;
}

export function queryText(query: Query): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

// Nothing, when it is not of UTF-8.
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export function route<const Path extends string>(path: Path, options: RouteOptions): Route<Path> {
  const parts = path.split('/');
  return {
    ...options,
    path,
    href: (params, query = {}) =>
      parts
        .map((part) => (part.startsWith(':') ? encodeURIComponent((params as Record<string, string>)[part.slice(1)]!) : part))
        .join('/') + queryText(query),
    match(given) {
      const found = given.replace(/(?<=.)\/$/, '').split('/');
      if (found.length !== parts.length) return undefined;
      const params: Record<string, string> = {};
      for (const [index, part] of parts.entries()) {
        const value = decoded(found[index]!);
        if (value === undefined) return undefined;
        if (part.startsWith(':')) params[part.slice(1)] = value;
        else if (part !== value) return undefined;
      }
      return params;
    },
  };
}
