/** Who may be here, and what to say to those who may not. */
import { html, type TemplateResult } from "lit";
import { ProblemError } from "../../../core/api.ts";
import { t } from "../../../core/i18n.ts";
import { currentUser } from "../../../core/session.ts";
import { linkButton } from "../../../ui/button.ts";
import { signInPath } from "../../../ui/page.ts";
import { emptyState } from "../../../ui/states.ts";

type Refusal = "sign_in" | "no_role" | "mfa" | "not_found" | "no_bank";

/** The reader may not see this page. */
export class AccessRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
    this.name = "AccessRefused";
  }
}

/** Loads something for organisers; throws `AccessRefused` for everybody else. */
export async function asOrganiser<T>(load: () => Promise<T>): Promise<T> {
  const user = await currentUser();
  if (user === null || user.is_guest) throw new AccessRefused("sign_in");
  const organises = user.roles.some(({ kind }) => kind === "organiser") || user.is_staff === true;
  if (!organises) throw new AccessRefused("no_role");
  try {
    return await load();
  } catch (error) {
    const refusal = error instanceof ProblemError ? refusalOf(error) : undefined;
    throw refusal === undefined ? error : new AccessRefused(refusal);
  }
}

function refusalOf({ status, code }: ProblemError): Refusal | undefined {
  if (code === "mfa_required") return "mfa";
  if (status === 401 || code === "not_authenticated") return "sign_in";
  if (status === 403) return "no_role";
  return status === 404 ? "not_found" : undefined;
}

/** The whole page for somebody who was refused. */
export function refusalView({ refusal }: AccessRefused): TemplateResult {
  return html`<div class="page wrap">${sayRefused(refusal)}</div>`;
}

function sayRefused(refusal: Refusal): TemplateResult {
  const here = encodeURIComponent(location.pathname + location.search);
  switch (refusal) {
    case "sign_in":
      return refused(
        t("Please sign in"),
        t("Contests are organised with an account that has the organiser role."),
        linkButton({ label: t("Sign in"), href: signInPath(), kind: "primary" }),
      );
    case "mfa":
      return refused(
        t("Please switch on two-step sign-in"),
        t(
          "Whoever can change results needs more than a password. Set up an authenticator app or a passkey, then come back.",
        ),
        linkButton({
          label: t("Sign-in and security"),
          href: `/profile/security?next=${here}`,
          kind: "primary",
        }),
      );
    case "not_found":
      return refused(
        t("This contest was not found"),
        t("It may have been deleted, or it belongs to an organisation you do not organise for."),
        linkButton({ label: t("My organisations' contests"), href: "/organise", kind: "primary" }),
      );
    case "no_bank":
      return refused(
        t("This question bank was not found"),
        t("It belongs to an organisation you do not organise for, or its address is misspelt."),
        linkButton({ label: t("Question banks"), href: "/organise/banks", kind: "primary" }),
      );
    case "no_role":
      return refused(
        t("This area is for organisers"),
        t(
          "Your account does not have the organiser role. Ask the administrator of your organisation, or of this site, to give it to you.",
        ),
        linkButton({ label: t("To the contests"), href: "/contests" }),
      );
  }
}

function refused(heading: string, text: string, action: TemplateResult): TemplateResult {
  return html`<h1 class="visually-hidden">${t("Organise contests")}</h1>
    ${emptyState({ heading, text, action })}`;
}
