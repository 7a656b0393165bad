/** What a resident notes on the sheet for themselves. It stays on the device. */
export interface Notes {
  /** The position looked at last. */
  current: number;
  /** Positions to come back to. */
  flags: readonly number[];
}

export interface NoteStore {
  read(): Notes;
  write(notes: Notes): void;
  forget(): void;
}

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Notes on one attempt. Where the browser keeps nothing, they last as long as the page. */
export function notesOn(attempt: string, shelf: () => Shelf = () => localStorage): NoteStore {
  const name = `notes:${attempt}`;
  const attempted = <T>(act: (shelf: Shelf) => T): T | undefined => {
    try {
      return act(shelf());
    } catch {
      return undefined;
    }
  };
  return {
    read: () => parse(attempted((kept) => kept.getItem(name)) ?? ""),
    write: (notes) => attempted((kept) => kept.setItem(name, JSON.stringify(notes))),
    forget: () => attempted((kept) => kept.removeItem(name)),
  };
}

function parse(text: string): Notes {
  try {
    const { current, flags } = JSON.parse(text) as Partial<Record<keyof Notes, unknown>>;
    return {
      current: isPosition(current) ? current : 0,
      flags: Array.isArray(flags) ? flags.filter(isPosition) : [],
    };
  } catch {
    return { current: 0, flags: [] };
  }
}

function isPosition(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
