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
