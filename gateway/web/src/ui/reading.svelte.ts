import { isAborted } from '../api/problem';

// One thing that is read, and read again after a change. What is here stays until it comes.
export class Reading<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<unknown>(undefined);
  #load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  async restart(): Promise<void> {
    this.error = undefined;
    try {
      this.value = await this.#load();
    } catch (error) {
      if (!isAborted(error)) this.error = error;
    }
  }
}
