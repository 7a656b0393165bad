/** Signing in and out, signing up, and the means of signing in: allauth's headless API. */
import { ProblemError, request } from "./api.ts";
import { forgetUser } from "./session.ts";
import { answerChallenge, createPasskey, type ChallengeOptions, type CreationOptions } from "./webauthn.ts";

const ACCOUNT = "/_allauth/browser/v1";

export type FactorType = "totp" | "webauthn" | "recovery_codes";

/** What must still happen before somebody is signed in. */
export type PendingStep =
  | "login_by_code"
  | "mfa_authenticate"
  | "mfa_reauthenticate"
  | "password_reset_by_code"
  | "reauthenticate"
  | "verify_email"
  | "verify_phone";

interface Flow {
  id: string;
  is_pending?: boolean;
  types?: FactorType[];
}

/** Where a sign-in stands: done, or waiting for one more step. */
export type SignIn =
  | { done: true }
  | { done: false; step: PendingStep | undefined; factors: readonly FactorType[] };

interface Envelope<T> {
  data: T;
  meta?: Record<string, unknown>;
}

/** A way to name an account: exactly one of the three. */
export type Identifier = { username: string } | { email: string } | { phone: string };

/** Guesses what was typed. A Chinese mobile number needs no country code. */
export function identifierFrom(typed: string): Identifier {
  const text = typed.normalize("NFKC").trim();
  if (text.includes("@")) return { email: text };
  const digits = text.replace(/[\s()-]/g, "");
  if (/^1[3-9]\d{9}$/.test(digits)) return { phone: `+86${digits}` };
  if (/^\+\d{6,15}$/.test(digits)) return { phone: digits };
  return { username: text };
}

export async function signInWithPassword(identifier: Identifier, password: string): Promise<SignIn> {
  return step("POST", "/auth/login", { ...identifier, password });
}

/** Sends a one-time code by mail or SMS; the next step is `login_by_code`. */
export async function requestCode(identifier: Identifier): Promise<SignIn> {
  return step("POST", "/auth/code/request", identifier);
}

export async function confirmCode(code: string): Promise<SignIn> {
  return step("POST", "/auth/code/confirm", { code });
}

export interface SignUpDetails {
  password: string;
  display_name: string;
  region: string;
}

export async function signUp(identifier: Identifier, details: SignUpDetails): Promise<SignIn> {
  const given = Object.entries({ ...identifier, ...details }).filter(([, value]) => value !== "");
  return step("POST", "/auth/signup", Object.fromEntries(given));
}

export async function verifyPhone(code: string): Promise<SignIn> {
  return step("POST", "/auth/phone/verify", { code });
}

export async function verifyEmail(key: string): Promise<SignIn> {
  return step("POST", "/auth/email/verify", { key });
}

/** Sends the pending code once more. */
export async function resendCode(pending: PendingStep): Promise<void> {
  const paths: Partial<Record<PendingStep, string>> = {
    login_by_code: "/auth/code/resend",
    verify_phone: "/auth/phone/verify/resend",
    verify_email: "/auth/email/verify/resend",
  };
  await request("POST", ACCOUNT + (paths[pending] ?? "/auth/code/resend"));
}

/** The second step of a sign-in: a code from an authenticator app, or a recovery code. */
export async function signInWithFactor(code: string): Promise<SignIn> {
  return step("POST", "/auth/2fa/authenticate", { code });
}

/** Signs in with a passkey: instead of a password, or as the second step. */
export async function signInWithPasskey(use: "instead" | "second"): Promise<SignIn> {
  const path = use === "second" ? "/auth/webauthn/authenticate" : "/auth/webauthn/login";
  const { request_options } = await data<{ request_options: ChallengeOptions }>("GET", path);
  return step("POST", path, { credential: await answerChallenge(request_options) });
}

/** Proves once more who one is, which changing the means of signing in asks for. */
export async function reauthenticate(proof: { password: string } | { code: string }): Promise<SignIn> {
  return step("POST", "password" in proof ? "/auth/reauthenticate" : "/auth/2fa/reauthenticate", proof);
}

export async function reauthenticateWithPasskey(): Promise<SignIn> {
  const path = "/auth/webauthn/reauthenticate";
  const { request_options } = await data<{ request_options: ChallengeOptions }>("GET", path);
  return step("POST", path, { credential: await answerChallenge(request_options) });
}

export async function signOut(): Promise<void> {
  // allauth answers a successful sign-out with 401: nobody is signed in any more.
  await step("DELETE", "/auth/session");
}

/** Sends a code for setting a new password; `resetPassword` takes it. */
export async function requestPasswordReset(identifier: Identifier): Promise<SignIn> {
  return step("POST", "/auth/password/request", identifier);
}

export async function resetPassword(key: string, password: string): Promise<SignIn> {
  return step("POST", "/auth/password/reset", { key, password });
}

export async function changePassword(current: string, next: string): Promise<void> {
  const body = { new_password: next, ...(current === "" ? {} : { current_password: current }) };
  await request("POST", `${ACCOUNT}/account/password/change`, { body });
}

/** Begins to change the number; the code that is sent goes to `verifyPhone`. */
export async function changePhone(phone: string): Promise<void> {
  await request("POST", `${ACCOUNT}/account/phone`, { body: { phone } });
}

/** Begins to change the address; the link that is sent leads to the page that confirms it. */
export async function changeEmail(email: string): Promise<void> {
  await request("POST", `${ACCOUNT}/account/email`, { body: { email } });
}

export interface Authenticator {
  type: FactorType;
  /** Seconds since 1970. */
  created_at: number;
  last_used_at: number | null;
  id?: number;
  name?: string;
  is_passwordless?: boolean;
  unused_code_count?: number;
  total_code_count?: number;
}

export async function authenticators(): Promise<Authenticator[]> {
  return data("GET", "/account/authenticators");
}

/** The secret that an authenticator app needs, as letters to type. */
export async function newTotpSecret(): Promise<string> {
  try {
    await request("GET", `${ACCOUNT}/account/authenticators/totp`);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) {
      const meta = error.document["meta"] as { secret: string };
      return meta.secret;
    }
    throw error;
  }
  throw new Error("an authenticator app is set up already");
}

export async function activateTotp(code: string): Promise<void> {
  await request("POST", `${ACCOUNT}/account/authenticators/totp`, { body: { code } });
}

export async function deactivateTotp(): Promise<void> {
  await request("DELETE", `${ACCOUNT}/account/authenticators/totp`);
}

export async function recoveryCodes(): Promise<string[]> {
  const path = "/account/authenticators/recovery-codes";
  return (await data<{ unused_codes: string[] }>("GET", path)).unused_codes;
}

/** Makes new recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(): Promise<string[]> {
  const path = "/account/authenticators/recovery-codes";
  const made = await data<{ unused_codes?: string[] } | undefined>("POST", path);
  return made?.unused_codes ?? recoveryCodes();
}

export async function addPasskey(name: string): Promise<void> {
  const path = "/account/authenticators/webauthn";
  const { creation_options } = await data<{ creation_options: CreationOptions }>(
    "GET",
    `${path}?passwordless`,
  );
  await data("POST", path, { name, credential: await createPasskey(creation_options) });
}

export async function removePasskey(id: number): Promise<void> {
  const body = { authenticators: [id] };
  await request("DELETE", `${ACCOUNT}/account/authenticators/webauthn`, { body });
}

export interface Session {
  id: number;
  user_agent: string;
  ip: string;
  created_at: number;
  is_current: boolean;
}

export async function sessions(): Promise<Session[]> {
  return data("GET", "/auth/sessions");
}

export async function endSessions(ids: readonly number[]): Promise<void> {
  await request("DELETE", `${ACCOUNT}/auth/sessions`, { body: { sessions: ids } });
}

/** What `error` asks for first, when it asks to prove once more who one is. */
export function reauthenticationNeeded(error: unknown): readonly PendingStep[] {
  if (!(error instanceof ProblemError) || error.status !== 401) return [];
  return flowsOf(error)
    .map(({ id }) => id)
    .filter((id): id is PendingStep => id === "reauthenticate" || id === "mfa_reauthenticate");
}

async function data<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await request<Envelope<T>>(method, ACCOUNT + path, { body })).data.data;
}

/** One step of a sign-in. allauth answers 401 when another one must follow; that is no failure. */
async function step(method: string, path: string, body?: unknown): Promise<SignIn> {
  forgetUser();
  try {
    await request(method, ACCOUNT + path, { body });
    return { done: true };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    const pending = flowsOf(error).find((flow) => flow.is_pending === true);
    return {
      done: false,
      step: pending?.id as PendingStep | undefined,
      factors: pending?.types ?? [],
    };
  }
}

function flowsOf(error: ProblemError): Flow[] {
  const inner = error.document["data"] as { flows?: Flow[] } | undefined;
  return inner?.flows ?? [];
}
