/** Asking again and again, politely: nothing is sent twice, and not everybody asks at once. */
import { request } from "./api.ts";

export interface PollOptions<T> {
  path: string;
  /** The usual pause between two questions; each pause varies by a fifth, so that crowds spread. */
  everyMs: number;
  onData: (data: T) => void;
  /** Called when a question failed; the pauses then grow up to eightfold. */
  onError?: (error: unknown) => void;
  /** Whether anybody is looking; while false nothing is asked. */
  visible?: () => boolean;
  random?: () => number;
}

/** Starts polling at once; call the returned function to stop. An unchanged answer is not passed on. */
export function poll<T>(options: PollOptions<T>): () => void {
  const abort = new AbortController();
  const random = options.random ?? Math.random;
  const visible = options.visible ?? (() => document.visibilityState !== "hidden");
  let etag = "";
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    if (visible()) {
      try {
        const headers = etag === "" ? {} : { "If-None-Match": etag };
        const reply = await request<T>("GET", options.path, { headers, signal: abort.signal });
        failures = 0;
        etag = reply.headers.get("ETag") ?? "";
        if (reply.status !== 304 && !abort.signal.aborted) options.onData(reply.data);
      } catch (error) {
        if (abort.signal.aborted) return;
        failures += 1;
        options.onError?.(error);
      }
    }
    if (abort.signal.aborted) return;
    const pause = options.everyMs * Math.min(8, 2 ** failures) * (0.8 + 0.4 * random());
    timer = setTimeout(() => void ask(), pause);
  };
  void ask();
  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}
