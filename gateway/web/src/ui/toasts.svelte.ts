// What has been done, said for a while, with the way back where there is one.
export interface Toast {
  id: number;
  text: string;
  undo: (() => Promise<unknown>) | undefined;
}

// ms; the time stands still while it is looked at. To take something back takes a thought.
const LASTS = 8_000;
const LASTS_WITH_UNDO = 20_000;
let count = 0;
let shown = $state<Toast[]>([]);

export const toasts = (): readonly Toast[] => shown;

export function dismiss(id: number): void {
  shown = shown.filter((toast) => toast.id !== id);
}

export function say(text: string, undo?: () => Promise<unknown>): void {
  count += 1;
  shown = [...shown.slice(-2), { id: count, text, undo }];
}

// Counts down while `held` says no.
export function expire({ id, undo }: Toast, held: () => boolean): () => void {
  let left = undo ? LASTS_WITH_UNDO : LASTS;
  const timer = setInterval(() => {
    if (!held()) left -= 250;
    if (left <= 0) dismiss(id);
  }, 250);
  return () => clearInterval(timer);
}
