import { expect, it } from "vitest";
import { followJob, type Job } from "../../../frontend/src/core/jobs.ts";

const job = (state: Job["state"], done = 0): Job => ({
  id: "j1", kind: "contest_results", state, done, total: 10, message: "", result: null, errors: [],
});

it("a job is asked about until it has ended, with growing pauses", async () => {
  const answers = [job("running", 4), job("running", 8), job("done", 10)];
  const pauses: number[] = [];
  const seen: number[] = [];
  const ended = await followJob(job("queued"), {
    signal: new AbortController().signal,
    onProgress: ({ done }) => seen.push(done),
    pause: async (ms) => void pauses.push(ms),
    fetchJob: async () => answers.shift()!,
  });
  expect(ended.state).toBe("done");
  expect(seen).toEqual([0, 4, 8, 10]);
  expect(pauses).toEqual([400, 600, 900]);
});

it("a job is not asked about any more once its page has gone", async () => {
  const abort = new AbortController();
  await followJob(job("queued"), {
    signal: abort.signal,
    onProgress: () => undefined,
    pause: async () => abort.abort(),
    fetchJob: () => Promise.reject(new Error("asked all the same")),
  });
});

it("a job that has failed already is not asked about", async () => {
  const ended = await followJob(job("failed"), {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    fetchJob: () => Promise.reject(new Error("asked all the same")),
  });
  expect(ended.state).toBe("failed");
});
