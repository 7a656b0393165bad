/** Which questions of a bank are listed: kept in the address, so that a link or "back" finds them again. */

export const FILTER_NAMES = [
  "search",
  "topic",
  "type",
  "difficulty",
  "status",
  "language",
  "tag",
  "source",
  "used",
  "sort",
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** "" restricts nothing. `used` is "never", "once" or "often" (twice or more). */
export type Filters = Readonly<Record<FilterName, string>>;

const USED: Readonly<Record<string, readonly [string, string][]>> = {
  never: [["used_max", "0"]],
  once: [
    ["used_min", "1"],
    ["used_max", "1"],
  ],
  often: [["used_min", "2"]],
};

/** The filters in the query of an address; what is unknown there is passed over. */
export function filtersIn(search: string): Filters {
  const given = new URLSearchParams(search);
  const entries = FILTER_NAMES.map((name) => [name, given.get(name) ?? ""] as const);
  return Object.fromEntries(entries) as Filters;
}

/** The query of this page's address. */
export function addressOf(filters: Filters): string {
  const kept = FILTER_NAMES.filter((name) => filters[name] !== "").map((name) => [name, filters[name]]);
  const query = new URLSearchParams(kept).toString();
  return query === "" ? "" : `?${query}`;
}

/** The query that the API is asked with. */
export function queryOf(filters: Filters): string {
  const pairs = FILTER_NAMES.flatMap((name): readonly (readonly [string, string])[] => {
    const value = filters[name];
    if (value === "") return [];
    return name === "used" ? (USED[value] ?? []) : [[name, value]];
  });
  return new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
}

/** Whether anything but the order is restricted. */
export function isRestricted(filters: Filters): boolean {
  return FILTER_NAMES.some((name) => name !== "sort" && filters[name] !== "");
}
