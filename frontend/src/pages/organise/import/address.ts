/** Which file is looked at and what of it, as the address says; so leaving and coming back keeps it. */
import type { Show } from "./imports-api.ts";
import { SHOWS } from "./wording.ts";

export interface Chosen {
  /** Empty: no file is looked at. */
  id: string;
  show: Show;
}

export function chosenIn(search: string): Chosen {
  const query = new URLSearchParams(search);
  const show = SHOWS.find((one) => one === query.get("show")) ?? "all";
  return { id: query.get("file") ?? "", show };
}

export function addressOf({ id, show }: Chosen): string {
  if (id === "") return location.pathname;
  const query = new URLSearchParams({ file: id });
  if (show !== "all") query.set("show", show);
  return `${location.pathname}?${query.toString()}`;
}
