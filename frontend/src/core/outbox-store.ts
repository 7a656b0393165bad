/** Where answers wait on the device until the server has them. */

/** What a resident answered at a position of the sheet; always a list, empty when cleared. */
export type AnswerResponse = readonly (string | boolean)[];

export interface Answer {
  position: number;
  response: AnswerResponse;
  /** Grows with every change; the newest wins, here and on the server. */
  seq: number;
}

export interface OutboxStore {
  /** Everything that waits for one attempt. */
  load(attempt: string): Promise<Answer[]>;
  /** Keeps an answer unless a newer one for its position is there (another tab's). */
  keep(attempt: string, answer: Answer): Promise<void>;
  /** Removes the answer at a position if it is no newer than `seq`. */
  drop(attempt: string, position: number, seq: number): Promise<void>;
}

const DATABASE = "wangan-outbox";
const ROWS = "answers";

interface Row extends Answer {
  attempt: string;
}

/** The store of a real browser: survives reloading, closing and crashing. */
export class IndexedDbStore implements OutboxStore {
  #database: Promise<IDBDatabase> | undefined;

  constructor(private readonly factory: IDBFactory) {}

  async load(attempt: string): Promise<Answer[]> {
    const rows = (await this.#run("readonly", (store) =>
      store.getAll(IDBKeyRange.bound([attempt, 0], [attempt, Infinity])),
    )) as Row[];
    return rows.map(({ position, response, seq }) => ({ position, response, seq }));
  }

  async keep(attempt: string, answer: Answer): Promise<void> {
    await this.#change(attempt, answer.position, (store, row) => {
      if (row === undefined || row.seq < answer.seq) store.put({ attempt, ...answer });
    });
  }

  async drop(attempt: string, position: number, seq: number): Promise<void> {
    await this.#change(attempt, position, (store, row) => {
      if (row !== undefined && row.seq <= seq) store.delete([attempt, position]);
    });
  }

  /** Reads one row and acts on it within one transaction, so that two tabs cannot cross. */
  async #change(
    attempt: string,
    position: number,
    act: (store: IDBObjectStore, row: Row | undefined) => void,
  ): Promise<void> {
    await this.#run("readwrite", (store) => {
      const read = store.get([attempt, position]);
      read.onsuccess = () => act(store, read.result as Row | undefined);
      return read;
    });
  }

  async #run(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    const transaction = await this.#begin(mode);
    return new Promise((resolve, reject) => {
      const request = act(transaction.objectStore(ROWS));
      // Only a completed transaction is on disk; a successful request alone may still be undone.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(failure(transaction.error));
    });
  }

  /** Some phones close the database of a page in the background; then it is opened again. */
  #begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    const begin = async (): Promise<IDBTransaction> => (await this.#open()).transaction(ROWS, mode);
    return begin().catch(() => {
      this.#database = undefined;
      return begin();
    });
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise<IDBDatabase>((resolve, reject) => {
      const opening = this.factory.open(DATABASE, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(ROWS, { keyPath: ["attempt", "position"] });
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(failure(opening.error));
    });
    // A failure is not remembered: a phone that was out of space may have some again.
    this.#database.catch(() => (this.#database = undefined));
    return this.#database;
  }
}

function failure(error: DOMException | null): Error {
  return error ?? new Error("IndexedDB failed");
}

/** Used where the browser has no IndexedDB, as in some private modes: everything fails at once. */
export const noStore: OutboxStore = {
  load: () => Promise.resolve([]),
  keep: () => Promise.reject(new Error("this browser keeps nothing")),
  drop: () => Promise.resolve(),
};

/** The best store this browser offers. */
export function deviceStore(): OutboxStore {
  try {
    // Some browsers throw on mere access when storage is switched off.
    return typeof indexedDB === "undefined" ? noStore : new IndexedDbStore(indexedDB);
  } catch {
    return noStore;
  }
}
