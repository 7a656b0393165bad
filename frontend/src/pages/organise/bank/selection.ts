/** Which questions are chosen: some, or all that fit the filters, also those not shown yet. */
export class Selection {
  #ids = new Set<string>();
  #everything = false;

  get isEverything(): boolean {
    return this.#everything;
  }

  get ids(): readonly string[] {
    return Array.from(this.#ids);
  }

  /** How many are chosen when `total` fit the filters. */
  count(total: number): number {
    return this.#everything ? total : this.#ids.size;
  }

  has(id: string): boolean {
    return this.#everything || this.#ids.has(id);
  }

  hasAll(ids: readonly string[]): boolean {
    return ids.length > 0 && ids.every((id) => this.has(id));
  }

  /** Taking one out of "all that fit" leaves none but those chosen one by one. */
  set(id: string, chosen: boolean): void {
    if (!chosen) this.#everything = false;
    if (chosen) this.#ids.add(id);
    else this.#ids.delete(id);
  }

  setAll(ids: readonly string[], chosen: boolean): void {
    ids.forEach((id) => this.set(id, chosen));
  }

  setEverything(): void {
    this.#everything = true;
  }
}
