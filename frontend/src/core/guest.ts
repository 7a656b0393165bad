/** Playing without an account, and taking along what one did once there is one. */
import { post, ProblemError } from "./api.ts";
import { forgetUser } from "./session.ts";

const KEY = "guest-claim";

/** Begins a guest's session. Its claim token stays on this device. */
export async function becomeGuest(): Promise<void> {
  const { claim_token } = await post<{ claim_token: string }>("/guests");
  forgetUser();
  try {
    localStorage.setItem(KEY, claim_token);
  } catch {
    // Without storage the guest can play, but has nothing to claim with later.
  }
}

/** After signing in: gives the account what this device did as a guest, if anything. */
export async function claimGuestAttempts(): Promise<void> {
  let token: string | null = null;
  try {
    token = localStorage.getItem(KEY);
    if (token === null) return;
    await post("/me/guest-claims", { token });
  } catch (error) {
    // Refused for good: claimed before, or too old. Anything else may succeed another time.
    if (!(error instanceof ProblemError) || error.status >= 500 || error.status === 429) return;
  }
  if (token !== null) localStorage.removeItem(KEY);
}
