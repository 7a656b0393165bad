/** The requests of the answer page. */
import { API, request } from "../../../core/api.ts";
import type { Attempt } from "../../../core/attempts.ts";
import type { ServerClock } from "../../../core/clock.ts";
import type { SaveReply } from "../../../core/outbox.ts";
import type { AttemptLine } from "./sitting.ts";

/** Talks to the server about one attempt, and tells the clock what time it is there. */
export function attemptLine(id: string, clock: ServerClock): AttemptLine {
  const path = `${API}/attempts/${id}`;
  const timed = async <T extends { server_time: string }>(asked: Promise<{ data: T }>): Promise<T> => {
    const mark = clock.mark();
    const { data } = await asked;
    clock.observe(data.server_time, mark);
    return data;
  };
  const shown = (token: string): { headers: { Authorization: string } } => ({
    headers: { Authorization: `Attempt ${token}` },
  });
  return {
    load: () => timed(request<Attempt>("GET", path)),
    save: (token, answers, leaving) =>
      timed(
        request<SaveReply>("PUT", `${path}/answers`, {
          ...shown(token),
          body: { answers },
          keepalive: leaving,
        }),
      ),
    finish: (token) => request("POST", `${path}/finish`, shown(token)),
  };
}
