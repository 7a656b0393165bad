import { afterEach, expect, test, vi } from "vitest";
import {
  newTotpSecret,
  reauthenticationNeeded,
  signInWithPassword,
  signUp,
} from "../../../frontend/src/core/account.ts";
import { ProblemError } from "../../../frontend/src/core/problem.ts";

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: unknown): string[] {
  const sent: string[] = [];
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    sent.push(typeof init.body === "string" ? init.body : "");
    return Promise.resolve(
      new Response(JSON.stringify({ status, ...(body as object) }), {
        status,
        headers: { "Content-Type": "application/json" },
      }),
    );
  });
  return sent;
}

test("a right password is all, where there is no second factor", async () => {
  const sent = answering(200, { data: {}, meta: { is_authenticated: true } });
  expect(await signInWithPassword({ username: "li" }, "secret")).toEqual({ done: true });
  expect(sent).toEqual(['{"username":"li","password":"secret"}']);
});

test("a 401 that names a next step is no failure", async () => {
  answering(401, {
    data: { flows: [{ id: "login" }, { id: "mfa_authenticate", is_pending: true, types: ["totp"] }] },
  });
  expect(await signInWithPassword({ username: "li" }, "secret")).toEqual({
    done: false,
    step: "mfa_authenticate",
    factors: ["totp"],
  });
});

test("a wrong password is a failure", async () => {
  answering(400, { errors: [{ param: "password", code: "x", message: "Wrong." }] });
  await expect(signInWithPassword({ username: "li" }, "x")).rejects.toBeInstanceOf(ProblemError);
});

test("what was left empty at sign-up is not sent", async () => {
  const sent = answering(200, {});
  await signUp({ email: "li@example.org" }, { password: "p", display_name: "", region: "230102" });
  expect(sent).toEqual(['{"email":"li@example.org","password":"p","region":"230102"}']);
});

test("the secret of an authenticator app comes with the 404 that says there is none", async () => {
  answering(404, { meta: { secret: "ABC", totp_url: "otpauth://…" } });
  expect(await newTotpSecret()).toBe("ABC");
});

test("only a demand for a fresh proof counts as one", () => {
  const flows = [{ id: "reauthenticate" }, { id: "mfa_reauthenticate", types: ["totp"] }];
  expect(reauthenticationNeeded(new ProblemError(401, { data: { flows } }))).toEqual([
    "reauthenticate",
    "mfa_reauthenticate",
  ]);
  expect(reauthenticationNeeded(new ProblemError(401, { data: { flows: [{ id: "login" }] } }))).toEqual([]);
  expect(reauthenticationNeeded(new ProblemError(400, {}))).toEqual([]);
  expect(reauthenticationNeeded(new Error("x"))).toEqual([]);
});
