interface Page<Item> {
  items: Item[] | undefined;
  next: string | undefined;
}

// All pages of a list that is known to be short, up to so many.
export async function allOf<Item>(load: (pageToken: string) => Promise<Page<Item>>, pages = 20): Promise<{ items: Item[]; whole: boolean }> {
  const items: Item[] = [];
  let token = '';
  for (let count = 0; count < pages; count += 1) {
    const page = await load(token);
    items.push(...(page.items ?? []));
    token = page.next ?? '';
    if (!token) return { items, whole: true };
  }
  return { items, whole: false };
}

// All of a list whose end is in sight, as the people of a cohort. Others are read by `Pages`.
export async function all<Item>(load: (pageToken: string) => Promise<Page<Item>>): Promise<Item[]> {
  return (await allOf(load, Infinity)).items;
}

// The parts of a list, each of at most `size`.
export function parts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
