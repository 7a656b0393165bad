import { html, type ReactiveControllerHost, type TemplateResult } from "lit";
import { becomeGuest } from "../../../core/guest.ts";
import { t } from "../../../core/i18n.ts";
import { topRegions, type Region } from "../../../core/regions.ts";
import { changeUser, forgetUser, type UserChanges } from "../../../core/session.ts";
import { button } from "../../../ui/button.ts";
import { selectField, textField } from "../../../ui/field.ts";
import { Form, formValues } from "../../../ui/form.ts";

/** Taking part without an account: a name for the board and a region, both optional. */
export class GuestForm {
  readonly #form: Form;
  #shown = false;
  #regions: readonly Region[] = [];

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly onGuest: () => unknown,
  ) {
    this.#form = new Form(host, ["display_name", "region"]);
  }

  view(): TemplateResult {
    if (!this.#shown) {
      return button({ label: t("Take part as a guest"), kind: "quiet", size: "wide", onClick: () => this.#show() });
    }
    return html`<form class="guest-form" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h3>${t("Take part as a guest")}</h3>
      <p class="small soft">
        ${t("Your result stays with this browser. You can keep it later by creating an account.")}
      </p>
      ${this.#form.summary()}
      ${textField({
        name: "display_name",
        label: t("Name for the board"),
        maxlength: 40,
        autocomplete: "name",
        errors: this.#form.errors("display_name"),
      })}
      ${this.#regions.length === 0
        ? null
        : selectField({
            name: "region",
            label: t("Region"),
            options: [
              { value: "", label: t("No answer") },
              ...this.#regions.map(({ code, name }) => ({ value: code, label: name })),
            ],
            errors: this.#form.errors("region"),
          })}
      ${button({ label: t("Continue as a guest"), kind: "primary", size: "wide", busy: this.#form.busy })}
    </form>`;
  }

  async #show(): Promise<void> {
    this.#shown = true;
    // The form works without the list of regions, too.
    this.#regions = await topRegions().catch(() => []);
    this.host.requestUpdate();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    const { display_name = "", region = "" } = formValues(event);
    const done = await this.#form.submit(async () => {
      await becomeGuest();
      const changes: UserChanges = {
        ...(display_name === "" ? {} : { display_name }),
        ...(region === "" ? {} : { region }),
      };
      if (Object.keys(changes).length > 0) await changeUser(changes);
      forgetUser();
    });
    if (done) await this.onGuest();
  }
}
