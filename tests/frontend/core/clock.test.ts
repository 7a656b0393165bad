import { describe, expect, it } from "vitest";
import { ServerClock } from "../../../frontend/src/core/clock.ts";

/** A device whose two clocks can be moved apart. */
class Device {
  counted = 1_000;
  set = 1_000_000;

  monotonic = (): number => this.counted;
  wall = (): number => this.set;

  pass(ms: number): void {
    this.counted += ms;
    this.set += ms;
  }
}

function heard(device: Device, server: number, tripMs: number): ServerClock {
  const clock = new ServerClock(device);
  hear(clock, device, server, tripMs);
  return clock;
}

/** A request that takes `tripMs`; the server reads `server` halfway. */
function hear(clock: ServerClock, device: Device, server: number, tripMs: number): void {
  const sent = clock.mark();
  device.pass(tripMs);
  clock.observe(server, sent);
}

describe("the server's clock", () => {
  it("is half a trip ahead of what the reply says", () => {
    expect(heard(new Device(), 5_000_000, 400).now()).toBe(5_000_200);
  });

  it("does not care that somebody sets the device's clock", () => {
    const device = new Device();
    const clock = heard(device, 5_000_000, 400);
    device.set += 3_600_000;
    device.pass(1_000);
    expect([clock.now(), clock.doubtful]).toEqual([5_001_200, true]);
  });

  it("keeps what it learnt from a fast reply when a slow one agrees", () => {
    const device = new Device();
    const clock = heard(device, 5_000_000, 100);
    hear(clock, device, 5_000_700, 2_000);
    expect(clock.now()).toBe(5_002_050);
  });

  it("believes even a slow reply that proves it wrong", () => {
    const device = new Device();
    const clock = heard(device, 5_000_000, 100);
    device.pass(61_000);
    hear(clock, device, 5_001_000, 2_000);
    expect(clock.now()).toBe(5_002_000);
  });

  it("counts down to a deadline and not below", () => {
    const clock = heard(new Device(), 5_000_000, 0);
    expect([clock.remaining(5_030_000), clock.remaining(4_000_000)]).toEqual([30_000, 0]);
  });
});
