import { signOut } from "../../../core/account.ts";
import { claimGuestAttempts } from "../../../core/guest.ts";
import { currentUser, forgetUser } from "../../../core/session.ts";
import { nextPath } from "../../../ui/page.ts";

/** Leaves at once when somebody with an account opens a page for signing in. */
export async function leaveIfSignedIn(): Promise<void> {
  const user = await currentUser().catch(() => null);
  if (user !== null && !user.is_guest) location.replace(nextPath("/"));
}

/** Ends a guest's session, so that another can begin. What the guest did waits to be claimed. */
export async function leaveGuestSession(): Promise<void> {
  const user = await currentUser();
  if (user?.is_guest === true) await signOut();
}

/** Brings along what was done as a guest, then goes where the reader came from. */
export async function arrive(): Promise<void> {
  forgetUser();
  await claimGuestAttempts();
  location.assign(nextPath("/"));
}
