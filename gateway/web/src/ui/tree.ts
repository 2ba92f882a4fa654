// A forest made of a list in which each names its parent.
export interface Node<Item> {
  item: Item;
  id: string;
  level: number; // 1 = a root
  parent: string | undefined;
  children: Node<Item>[];
}

export function forest<Item>(items: readonly Item[], id: (item: Item) => string, parent: (item: Item) => string | undefined): Node<Item>[] {
  const nodes = new Map(items.map((item) => [id(item), { item, id: id(item), level: 1, parent: undefined as string | undefined, children: [] as Node<Item>[] }]));
  const roots: Node<Item>[] = [];
  for (const node of nodes.values()) {
    const above = nodes.get(parent(node.item) ?? '');
    node.parent = above?.id;
    (above?.children ?? roots).push(node);
  }
  const settle = (list: Node<Item>[], level: number): void => {
    for (const node of list) {
      node.level = level;
      settle(node.children, level + 1);
    }
  };
  settle(roots, 1);
  return roots;
}

// Those that are seen while `open` are: in the order of the page.
export function visible<Item>(nodes: readonly Node<Item>[], open: ReadonlySet<string>): Node<Item>[] {
  return nodes.flatMap((node) => [node, ...(open.has(node.id) ? visible(node.children, open) : [])]);
}
