import { afterEach, expect, test, vi } from "vitest";
import { get, getAll, NetworkError, post, ProblemError, request } from "../../../frontend/src/core/api.ts";
import { setCatalogue } from "../../../frontend/src/core/i18n.ts";

type Call = [url: string, init: RequestInit & { headers: Record<string, string> }];

function serverAnswering(...responses: (Response | Error)[]): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", (url: string, init: Call[1]) => {
    calls.push([url, init]);
    const next = responses.shift() ?? json({});
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  return calls;
}

function json(body: unknown, init: ResponseInit = {}, type = "application/json"): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { "Content-Type": type, ...(init.headers as Record<string, string>) },
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a path is taken below the API's root and says which language is read", async () => {
  setCatalogue({}, "zh-Hans");
  const calls = serverAnswering(json({ results: [] }));
  await get("/contests", { state: "open", page: 2, cursor: undefined });
  expect(calls[0]?.[0]).toBe("/api/v1/contests?state=open&page=2");
  expect(calls[0]?.[1]).toMatchObject({
    method: "GET",
    credentials: "same-origin",
    headers: { Accept: "application/json", "Accept-Language": "zh-Hans" },
  });
});

test("addresses from the server and allauth's are left as they are", async () => {
  const calls = serverAnswering(json({}), json({}), json({}));
  await get("/api/v1/contests?cursor=x");
  await get("http://127.0.0.1/api/v1/contests?cursor=x");
  await get("/_allauth/browser/v1/config");
  expect(calls.map(([url]) => url)).toEqual([
    "/api/v1/contests?cursor=x",
    "http://127.0.0.1/api/v1/contests?cursor=x",
    "/_allauth/browser/v1/config",
  ]);
});

test("a change carries the CSRF token of the cookie and the key that makes it safe to repeat", async () => {
  vi.stubGlobal("document", { cookie: "theme=dark; csrftoken=secret%20token" });
  const calls = serverAnswering(json({ id: 1 }, { status: 201 }));
  expect(await post("/entries", { a: 1 }, { idempotencyKey: "k" })).toEqual({ id: 1 });
  expect(calls[0]?.[1].body).toBe('{"a":1}');
  expect(calls[0]?.[1].headers).toMatchObject({
    "Content-Type": "application/json",
    "Idempotency-Key": "k",
    "X-CSRFToken": "secret token",
  });
});

test("whoever changes something first is given a token first", async () => {
  const page = { cookie: "" };
  vi.stubGlobal("document", page);
  const calls: string[] = [];
  vi.stubGlobal("fetch", (url: string, init: Call[1]) => {
    calls.push(`${init.method ?? ""} ${url} ${init.headers["X-CSRFToken"] ?? ""}`);
    page.cookie = "csrftoken=fresh";
    return Promise.resolve(json({}));
  });
  await post("/guests");
  expect(calls).toEqual(["GET /api/v1/me ", "POST /api/v1/guests fresh"]);
});

test("a problem document becomes an exception with its code, its text and its fields", async () => {
  const problem = {
    type: "urn:wangan:problem:validation_error",
    status: 400,
    detail: "请检查所填内容。",
    code: "validation_error",
    errors: [{ pointer: "/birth_year", code: "max_value", detail: "年份有误。" }],
  };
  serverAnswering(json(problem, { status: 400 }, "application/problem+json"));
  const error = await post("/me", {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ status: 400, code: "validation_error", message: "请检查所填内容。" });
  expect((error as ProblemError).about("birth_year")).toEqual(["年份有误。"]);
  expect((error as ProblemError).about("region")).toEqual([]);
});

test("allauth's errors are read like problem documents", async () => {
  const body = { status: 400, errors: [{ param: "password", code: "x", message: "Wrong." }] };
  serverAnswering(json(body, { status: 400 }));
  const error = (await post("/_allauth/x").catch((reason: unknown) => reason)) as ProblemError;
  expect(error.about("password")).toEqual(["Wrong."]);
});

test("an error page that is no document still is a problem, with Retry-After in milliseconds", async () => {
  serverAnswering(new Response("<h1>", { status: 503, headers: { "Retry-After": "3" } }));
  const error = await get("/home").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 503, code: "", message: "HTTP 503", retryAfterMs: 3000 });
});

test("no answer and an answer that was cut short are the same: the network's fault", async () => {
  const cut = new Response('{"a":', { headers: { "Content-Type": "application/json" } });
  serverAnswering(new TypeError("failed"), cut);
  await expect(get("/home")).rejects.toBeInstanceOf(NetworkError);
  await expect(get("/home")).rejects.toBeInstanceOf(NetworkError);
});

test("a request that takes too long is given up", async () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "fetch",
    (_url: string, init: RequestInit) =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      }),
  );
  const outcome = expect(get("/home")).rejects.toBeInstanceOf(NetworkError);
  await vi.advanceTimersByTimeAsync(20_000);
  await outcome;
});

test("an unchanged answer has no data", async () => {
  serverAnswering(new Response(null, { status: 304, headers: { ETag: 'W/"1"' } }));
  const reply = await request("GET", "/home", { headers: { "If-None-Match": 'W/"1"' } });
  expect(reply.status).toBe(304);
  expect(reply.data).toBeUndefined();
});

test("a list is followed to its end", async () => {
  const calls = serverAnswering(
    json({ next: "/api/v1/x?cursor=2", previous: null, results: [1, 2] }),
    json({ next: null, previous: null, results: [3] }),
  );
  expect(await getAll("/x")).toEqual([1, 2, 3]);
  expect(calls).toHaveLength(2);
});
