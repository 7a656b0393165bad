import { describe, expect, it } from "vitest";
import { dayOf, fromField, isTimeZone, offsetName, toField } from "../../../frontend/src/pages/organise/contest/zoned-time.ts";

describe("times in a contest's time zone", () => {
  it("are shown as its wall clock and read back as the same instant", () => {
    expect(toField("2026-11-23T07:04:00Z", "Asia/Shanghai")).toBe("2026-11-23T15:04");
    expect(fromField("2026-11-23T15:04", "Asia/Shanghai")).toBe("2026-11-23T07:04:00.000Z");
  });

  it("follow summer time", () => {
    expect(fromField("2026-07-01T12:00", "Europe/Berlin")).toBe("2026-07-01T10:00:00.000Z");
    expect(fromField("2026-12-01T12:00", "Europe/Berlin")).toBe("2026-12-01T11:00:00.000Z");
  });

  it("are read as the hour after where the clock skips one", () => {
    const skipped = fromField("2026-03-29T02:30", "Europe/Berlin");
    expect(toField(skipped, "Europe/Berlin")).toBe("2026-03-29T03:30");
  });

  it("are read as the first of two where the clock repeats an hour", () => {
    expect(fromField("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
  });

  it("are nothing where the field is empty or no time", () => {
    expect(toField(null, "Asia/Shanghai")).toBe("");
    expect(fromField("", "Asia/Shanghai")).toBeNull();
    expect(fromField("2026-02-30T10:00", "Asia/Shanghai")).toBeNull();
    expect(fromField("2026-02-20T25:00", "Asia/Shanghai")).toBeNull();
  });

  it("have a day that begins at midnight there", () => {
    expect(dayOf("2026-11-23T16:30:00Z", "Asia/Shanghai")).toBe("2026-11-24");
    expect(toField("2026-11-23T16:00:00Z", "Asia/Shanghai")).toBe("2026-11-24T00:00");
  });
});

it("a time zone is known by its name and by how far it is ahead", () => {
  expect(isTimeZone("Asia/Shanghai")).toBe(true);
  expect(isTimeZone("Asia/Nowhere")).toBe(false);
  expect(isTimeZone("")).toBe(false);
  expect(offsetName("2026-11-23T07:04:00Z", "Asia/Shanghai")).toBe("UTC+08:00");
  expect(offsetName("2026-11-23T07:04:00Z", "America/St_Johns")).toBe("UTC−03:30");
});
