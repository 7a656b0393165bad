/** A page of the trainers' area, which says who may not be here instead of showing a bare error. */
import { html, type TemplateResult } from "lit";
import { ProblemError } from "../../../core/api.ts";
import { t } from "../../../core/i18n.ts";
import { currentUser } from "../../../core/session.ts";
import { linkButton } from "../../../ui/button.ts";
import { PageElement, signInPath } from "../../../ui/page.ts";
import type { Resource } from "../../../ui/resource.ts";
import { emptyState, skeleton } from "../../../ui/states.ts";

type Refusal = "sign_in" | "no_duty" | "mfa" | "not_found";

/** The reader may not see this page. */
export class TrainingRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
    this.name = "TrainingRefused";
  }
}

/** Loads something for trainers; throws `TrainingRefused` for everybody else. */
export async function asTrainer<T>(load: () => Promise<T>): Promise<T> {
  const user = await currentUser();
  if (user === null || user.is_guest) throw new TrainingRefused("sign_in");
  if (user.is_staff !== true && !user.roles.some(({ kind }) => kind === "trainer")) throw new TrainingRefused("no_duty");
  try {
    return await load();
  } catch (error) {
    const refusal = error instanceof ProblemError ? refusalOf(error) : undefined;
    throw refusal === undefined ? error : new TrainingRefused(refusal);
  }
}

function refusalOf({ status, code }: ProblemError): Refusal | undefined {
  if (code === "mfa_required") return "mfa";
  if (status === 401 || code === "not_authenticated") return "sign_in";
  if (status === 403) return "no_duty";
  return status === 404 ? "not_found" : undefined;
}

export abstract class TrainPage extends PageElement {
  /** The page once `resource`, loaded with `asTrainer`, is there. */
  protected guarded<T>(resource: Resource<T>, ready: (value: T) => TemplateResult): TemplateResult {
    const { error } = resource;
    return html`<div class="page wrap">
      ${error instanceof TrainingRefused ? sayRefused(error.refusal) : resource.view(ready, skeleton(6))}
    </div>`;
  }
}

function sayRefused(refusal: Refusal): TemplateResult {
  const here = encodeURIComponent(location.pathname + location.search);
  switch (refusal) {
    case "sign_in":
      return refused(
        t("Please sign in"),
        t("People are trained with an account that has the trainer role."),
        linkButton({ label: t("Sign in"), href: signInPath(), kind: "primary" }),
      );
    case "mfa":
      return refused(
        t("Please switch on two-step sign-in"),
        t("Whoever looks after other people's records needs more than a password. Set up an authenticator app or a passkey, then come back."),
        linkButton({ label: t("Sign-in and security"), href: `/profile/security?next=${here}`, kind: "primary" }),
      );
    case "not_found":
      return refused(
        t("This organisation was not found"),
        t("You do not train its people, or its address is misspelt."),
        linkButton({ label: t("Organisations"), href: "/train", kind: "primary" }),
      );
    case "no_duty":
      return refused(
        t("This area is for trainers"),
        t("Your account does not have the trainer role. Ask the staff of this site to give it to you."),
        linkButton({ label: t("To the contests"), href: "/contests" }),
      );
  }
}

function refused(heading: string, text: string, action: TemplateResult): TemplateResult {
  return html`<h1 class="visually-hidden">${t("Train people")}</h1>
    ${emptyState({ heading, text, action })}`;
}
