/** The one way to the server: JSON over `fetch`, problem documents as exceptions. */
import { readCookie } from "./cookies.ts";
import { language } from "./i18n.ts";
import { NetworkError, ProblemError } from "./problem.ts";

export { NetworkError, ProblemError } from "./problem.ts";

export const API = "/api/v1";

const TIMEOUT_MS = 20_000;

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface RequestOptions {
  /** Sent as JSON; a file as it is, with the `Content-Type` in `headers`. */
  body?: unknown;
  query?: Query;
  headers?: Readonly<Record<string, string>>;
  /** Given on a POST that creates: repeating it with the same key creates nothing more. */
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  /** Lets the request outlive the page; the body must then be under 64 KB. */
  keepalive?: boolean;
}

export interface Reply<T> {
  status: number;
  /** The decoded body; `undefined` for 204 and 304. */
  data: T;
  headers: Headers;
}

/** A page of a list; `next` is ready to be given to `get`. */
export interface Page<T> {
  next: string | null;
  previous: string | null;
  results: T[];
}

/**
 * Sends one request. `path` is below `/api/v1` unless it begins with `/_`, `/api/` or a scheme.
 *
 * Throws `ProblemError` for every status from 400 and `NetworkError` when there was no answer.
 */
export async function request<T>(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Reply<T>> {
  const response = await send(method, path, options);
  const data = await decode(response);
  if (response.status >= 400) {
    const document = typeof data === "object" && data !== null ? data : {};
    throw new ProblemError(response.status, document as Record<string, unknown>, retryAfter(response));
  }
  return { status: response.status, data: data as T, headers: response.headers };
}

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  return (await request<T>("GET", path, { query })).data;
}

export async function post<T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
  return (await request<T>("POST", path, { ...options, body })).data;
}

export async function patch<T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
  return (await request<T>("PATCH", path, { ...options, body })).data;
}

export async function put<T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
  return (await request<T>("PUT", path, { ...options, body })).data;
}

export async function remove(path: string, options: RequestOptions = {}): Promise<void> {
  await request("DELETE", path, options);
}

/** Follows `next` until the list ends. For lists that are known to be short. */
export async function getAll<T>(path: string, query: Query = {}): Promise<T[]> {
  const results: T[] = [];
  let page = await get<Page<T>>(path, query);
  results.push(...page.results);
  while (page.next !== null) {
    page = await get<Page<T>>(page.next);
    results.push(...page.results);
  }
  return results;
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": language(),
    ...options.headers,
  };
  if (options.body !== undefined) headers["Content-Type"] ??= "application/json";
  if (options.idempotencyKey !== undefined) headers["Idempotency-Key"] = options.idempotencyKey;
  if (method !== "GET" && method !== "HEAD") {
    headers["X-CSRFToken"] = await csrfToken();
  }
  // AbortSignal.timeout and AbortSignal.any are missing on the oldest supported phones.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? TIMEOUT_MS);
  const forward = (): void => abort.abort();
  if (options.signal?.aborted) abort.abort();
  options.signal?.addEventListener("abort", forward);
  try {
    return await fetch(address(path, options.query), {
      method,
      headers,
      body: encode(options.body),
      credentials: "same-origin",
      keepalive: options.keepalive ?? false,
      signal: abort.signal,
    });
  } catch (error) {
    throw new NetworkError(error);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", forward);
  }
}

/** Django's token against forged requests. Whoever changes something before reading has none yet. */
async function csrfToken(): Promise<string> {
  if (typeof document === "undefined") return "";
  if (readCookie("csrftoken") === "") await send("GET", "/me", {});
  return readCookie("csrftoken");
}

function encode(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return typeof Blob !== "undefined" && body instanceof Blob ? body : JSON.stringify(body);
}

function address(path: string, query: Query = {}): string {
  const base = /^(\/_|\/api\/|https?:)/.test(path) ? path : API + path;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  if (pairs.length === 0) return base;
  return base + (base.includes("?") ? "&" : "?") + pairs.join("&");
}

async function decode(response: Response): Promise<unknown> {
  if (response.status === 204 || response.status === 304) return undefined;
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new NetworkError(error);
  }
  if (!/[/+]json\b/.test(response.headers.get("Content-Type") ?? "")) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    // A proxy cut the answer short: what the server did is unknown, as with no answer at all.
    throw new NetworkError(error);
  }
}

function retryAfter(response: Response): number | undefined {
  const value = response.headers.get("Retry-After");
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.round(seconds * 1000));
}
