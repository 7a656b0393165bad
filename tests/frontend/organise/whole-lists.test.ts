import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchBanks } from "../../../frontend/src/pages/organise/compose/bank-api.ts";
import { fetchOrganisations } from "../../../frontend/src/pages/organise/contest/contests-api.ts";
import { fetchComments, fetchRevisions } from "../../../frontend/src/pages/organise/question/question-api.ts";

const NEXT = "https://example.org/api/v1/next";

function serveTwoPages(): void {
  const page = (path: string): object =>
    path === NEXT
      ? { next: null, previous: null, results: [{ id: "last" }] }
      : { next: NEXT, previous: null, results: [{ id: "first" }] };
  const reply = (path: string): Response =>
    new Response(JSON.stringify(page(path)), { headers: { "Content-Type": "application/json" } });
  vi.stubGlobal("fetch", (path: string) => Promise.resolve(reply(path)));
}

afterEach(() => vi.unstubAllGlobals());

describe("what is chosen from, or read as a whole, is more than the first page", () => {
  it.each([
    ["banks", () => fetchBanks()],
    ["organisations", () => fetchOrganisations()],
    ["revisions", () => fetchRevisions("q")],
    ["comments", () => fetchComments("q")],
  ])("%s", async (_, fetchAll: () => Promise<readonly unknown[]>) => {
    serveTwoPages();
    expect(await fetchAll()).toEqual([{ id: "first" }, { id: "last" }]);
  });
});
