import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { formatNumber } from "../core/format.ts";
import { t } from "../core/i18n.ts";
import { problemText } from "./problem-text.ts";
import { notice, progress } from "./states.ts";
import { followJob, hasEnded, type Job } from "../core/jobs.ts";

/** Starts a job and follows it to its end; at most one at a time. */
export class JobFollower implements ReactiveController {
  job: Job | undefined;
  error: unknown;
  #starting = false;
  #abort = new AbortController();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  get busy(): boolean {
    return this.#starting || (this.job !== undefined && !hasEnded(this.job));
  }

  /** The job once it has ended well; undefined where it failed, or something already runs. */
  async run(start: () => Promise<Job>): Promise<Job | undefined> {
    if (this.busy) return undefined;
    this.#starting = true;
    this.job = undefined;
    this.error = undefined;
    this.#abort = new AbortController();
    this.host.requestUpdate();
    let ended: Job | undefined;
    try {
      const started = await start();
      this.#starting = false;
      ended = await followJob(started, {
        signal: this.#abort.signal,
        onProgress: (job) => {
          this.job = job;
          this.host.requestUpdate();
        },
      });
    } catch (error) {
      // The job may well go on: only its news did not arrive.
      this.job = undefined;
      this.error = error;
    }
    this.#starting = false;
    this.host.requestUpdate();
    return ended?.state === "done" ? ended : undefined;
  }

  /** How far it is, or why it failed. */
  view(label: string): TemplateResult | typeof nothing {
    if (this.error !== undefined) return notice("bad", problemText(this.error));
    const { job } = this;
    if (job?.state === "failed") {
      return notice("bad", job.message || t("This did not work. Please try again in a moment."));
    }
    if (!this.busy) return nothing;
    const { done = 0, total = null } = job ?? {};
    return html`<div class="job-progress" role="status">
      <p class="small">
        ${label}
        ${total === null
          ? nothing
          : html`<span class="number"
              >${t("{done} of {total}", { done: formatNumber(done), total: formatNumber(total) })}</span
            >`}
      </p>
      ${progress(label, done, Math.max(1, total ?? 1))}
    </div>`;
  }
}
