// All of a list whose end is in sight, as the people of a cohort. Others are read by `Pages`.
export async function all<Item>(load: (pageToken: string) => Promise<{ items: Item[] | undefined; next: string | undefined }>): Promise<Item[]> {
  const items: Item[] = [];
  let pageToken = '';
  do {
    const page = await load(pageToken);
    items.push(...(page.items ?? []));
    pageToken = page.next ?? '';
  } while (pageToken);
  return items;
}

// The parts of a list, each of at most `size`.
export function parts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
