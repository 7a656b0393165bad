/** Who is using the page. */
import { get, patch } from "./api.ts";

export interface Role {
  kind: "organiser" | "trainer" | "manager";
  organisation: { id: string; name: string } | null;
  unit: { id: string; name: string } | null;
}

export interface User {
  id: string;
  username: string | null;
  email: string | null;
  phone: string | null;
  display_name: string;
  /** A GB/T 2260 code. */
  region: string | null;
  birth_year: number | null;
  language: string;
  is_guest: boolean;
  is_staff?: boolean;
  roles: Role[];
  mfa: { enabled: boolean; required: boolean };
}

interface Me {
  user: User | null;
  server_time: string;
}

let asked: Promise<Me> | undefined;

/** The signed-in user, or null. Asked once a page; a failure is not remembered. */
export async function currentUser(): Promise<User | null> {
  asked ??= get<Me>("/me").catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return (await asked).user;
}

/** Forgets who is signed in, after signing in or out. */
export function forgetUser(): void {
  asked = undefined;
}

export type UserChanges = Partial<Pick<User, "display_name" | "region" | "birth_year" | "language">>;

/** Changes one's own data and returns it as stored. */
export async function changeUser(changes: UserChanges): Promise<User | null> {
  const me = await patch<Me>("/me", changes);
  asked = Promise.resolve(me);
  return me.user;
}
