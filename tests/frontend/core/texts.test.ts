import { afterEach, beforeEach, expect, test } from "vitest";
import { identifierFrom } from "../../../frontend/src/core/account.ts";
import { readCookie, writeCookie } from "../../../frontend/src/core/cookies.ts";
import {
  formatCountdown,
  formatDate,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatTime,
} from "../../../frontend/src/core/format.ts";
import { setCatalogue, t, tn } from "../../../frontend/src/core/i18n.ts";
import { largeType, setLargeType, setTheme, theme } from "../../../frontend/src/core/preferences.ts";
import { randomId } from "../../../frontend/src/core/random.ts";

const MOMENT = "2026-11-23T07:04:05Z";

beforeEach(() => setCatalogue({}, "en"));
afterEach(() => setCatalogue({}, "en"));

test("a text without a translation stays English, with its values filled in", () => {
  expect(t("Open until {date}", { date: "noon" })).toBe("Open until noon");
  expect(t("{missing} stays", {})).toBe("{missing} stays");
});

test("a translated text is filled in too, in its own order", () => {
  setCatalogue({ "{n} of {total}": "共 {total} 题，第 {n} 题" }, "zh-Hans");
  expect(t("{n} of {total}", { n: 3, total: 20 })).toBe("共 20 题，第 3 题");
});

test("counts choose their form by the language", () => {
  expect(tn("{n} question", "{n} questions", 1)).toBe("1 question");
  expect(tn("{n} question", "{n} questions", 0)).toBe("0 questions");
  setCatalogue({ "{n} question": ["{n} 道题", "{n} 道题"] }, "zh-Hans");
  expect(tn("{n} question", "{n} questions", 1)).toBe("1 道题");
});

test("dates and times follow the language and the contest's own time zone", () => {
  setCatalogue({}, "zh-Hans");
  expect(formatDate(MOMENT, "Asia/Shanghai")).toBe("2026年11月23日");
  expect(formatDateTime(MOMENT, "Asia/Shanghai")).toBe("2026年11月23日 15:04");
  expect(formatTime("2026-11-22T16:00:00Z", "Asia/Shanghai")).toBe("00:00");
});

test("numbers are shown whole, shares as percentages", () => {
  expect(formatNumber(102_345)).toBe("102,345");
  expect(formatNumber(87.25, 2)).toBe("87.25");
  expect(formatPercent(0.8349)).toBe("83.5%");
});

test("a countdown reaches zero only when the time is up", () => {
  expect(formatCountdown(1_200_000)).toBe("20:00");
  expect(formatCountdown(1)).toBe("0:01");
  expect(formatCountdown(0)).toBe("0:00");
  expect(formatCountdown(-5)).toBe("0:00");
  expect(formatCountdown(4_745_000)).toBe("1:19:05");
});

test("durations are told in the two largest units", () => {
  expect(formatDuration(45_000)).toBe("45 s");
  expect(formatDuration(312_000)).toBe("5 min 12 s");
  expect(formatDuration(1_200_000)).toBe("20 min");
  expect(formatDuration(7_500_000)).toBe("2 h 5 min");
  expect(formatDuration(7_200_000)).toBe("2 h");
});

test.each([
  ["138 0013 8000", { phone: "+8613800138000" }],
  ["１３８００１３８０００", { phone: "+8613800138000" }],
  ["+852 5123 4567", { phone: "+85251234567" }],
  [" li@example.org ", { email: "li@example.org" }],
  ["zhangwei", { username: "zhangwei" }],
  ["20260001", { username: "20260001" }],
])("%s is understood as what it is", (typed, identifier) => {
  expect(identifierFrom(typed)).toEqual(identifier);
});

test("choices are kept in cookies, and the usual choice takes none", () => {
  const jar = { cookie: "a=1; theme=dark; b=x%3Dy" };
  expect(readCookie("b", jar)).toBe("x=y");
  expect(readCookie("c", jar)).toBe("");
  expect(theme(jar)).toBe("dark");
  expect(theme({ cookie: "theme=pink" })).toBe("system");
  setTheme("system", jar);
  expect(jar.cookie).toBe("theme=; Path=/; Max-Age=0; SameSite=Lax");
  setLargeType(true, jar);
  expect(largeType(jar)).toBe(true);
  writeCookie("n", "ä;", jar);
  expect(jar.cookie).toBe("n=%C3%A4%3B; Path=/; Max-Age=31536000; SameSite=Lax");
});

test("random ids are version 4 UUIDs and differ", () => {
  const ids = Array.from({ length: 50 }, randomId);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
