/** The server's clock, as well as this device can know it. Times are in milliseconds. */

/** The two clocks of a device: one counts, one can be set by its owner. */
export interface DeviceClocks {
  monotonic(): number;
  wall(): number;
}

const device: DeviceClocks = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
};

const DRIFT_MS = 2_000;

/**
 * Follows the server's clock from the times in its replies.
 *
 * Between replies it counts with the monotonic clock, so that setting the device's clock changes
 * nothing. That clock may stand still while a phone sleeps; then `doubtful` is true until the next
 * reply, and a page should ask the server before it tells anybody that time is up.
 */
export class ServerClock {
  #offset = 0;
  #uncertainty = Infinity;
  #observedAt: number;
  #wallLead: number;

  constructor(private readonly clocks: DeviceClocks = device) {
    this.#observedAt = clocks.monotonic();
    this.#wallLead = clocks.wall() - clocks.monotonic();
    this.#offset = this.#wallLead;
  }

  /** A mark to take just before a request is sent, for `observe`. */
  mark(): number {
    return this.clocks.monotonic();
  }

  /** Learns from a reply: the server's time in it, and the mark taken before the request. */
  observe(serverTime: string | number, sentAt: number): void {
    const server = typeof serverTime === "number" ? serverTime : Date.parse(serverTime);
    if (Number.isNaN(server)) return;
    const now = this.clocks.monotonic();
    const uncertainty = (now - sentAt) / 2;
    // A reply that came back faster is known better. Old knowledge fades, a tenth of a ms a second.
    const faded = this.#uncertainty + (now - this.#observedAt) / 10_000;
    // The server said `server` at some moment between sending and now: anything else is wrong.
    const contradicted = this.now() < server || this.now() > server + 2 * uncertainty;
    if (uncertainty <= faded || contradicted || this.doubtful) {
      this.#offset = server + uncertainty - now;
      this.#uncertainty = uncertainty;
      this.#observedAt = now;
    }
    this.#wallLead = this.clocks.wall() - now;
  }

  /** The server's time now. */
  now(): number {
    return this.clocks.monotonic() + this.#offset;
  }

  /** Milliseconds until a deadline, never below 0. */
  remaining(deadline: string | number): number {
    const end = typeof deadline === "number" ? deadline : Date.parse(deadline);
    return Math.max(0, end - this.now());
  }

  /** The device slept or its clock was set since the last reply. */
  get doubtful(): boolean {
    const lead = this.clocks.wall() - this.clocks.monotonic();
    return Math.abs(lead - this.#wallLead) > DRIFT_MS;
  }
}
