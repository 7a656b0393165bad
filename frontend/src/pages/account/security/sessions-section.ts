import { html, LitElement, nothing, type TemplateResult } from "lit";
import { endSessions, sessions, type Session } from "../../../core/account.ts";
import { formatDateTime } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { Form } from "../../../ui/form.ts";
import { Resource } from "../../../ui/resource.ts";
import { badge } from "../../../ui/states.ts";
import { announce } from "../../../ui/status.ts";

/** `<sessions-section>`: where the account is signed in, and how to end that. */
class SessionsSection extends LitElement {
  #sessions = new Resource(this, sessions);
  #form = new Form(this, []);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<h2>${t("Devices")}</h2>
      <p>${t("Here your account is signed in. End what you do not know, and change your password then.")}</p>
      ${this.#form.summary()} ${this.#sessions.view((all) => this.#list(all))}`;
  }

  #list(all: readonly Session[]): TemplateResult {
    const others = all.filter(({ is_current }) => !is_current);
    return html`<ul class="plain-list">
        ${all.map(
          (session) =>
            html`<li class="row spread">
              <span
                >${deviceName(session.user_agent)}<br /><span class="soft small"
                  >${session.ip} · ${formatDateTime(session.created_at * 1000)}</span
                ></span
              >
              ${session.is_current
                ? badge("accent", t("This device"))
                : button({ label: t("Sign out"), onClick: () => this.#end([session]) })}
            </li>`,
        )}
      </ul>
      ${others.length < 2
        ? nothing
        : button({ label: t("Sign out all other devices"), onClick: () => this.#end(others) })}`;
  }

  async #end(ended: readonly Session[]): Promise<void> {
    const done = await this.#form.submit(() => endSessions(ended.map(({ id }) => id)));
    if (!done) return;
    announce(t("Signed out there."));
    await this.#sessions.reload();
  }
}

/** A browser's long self-description, as "Safari, iPhone". */
function deviceName(userAgent: string): string {
  const first = (table: readonly (readonly [RegExp, string])[]): string =>
    table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "";
  const browser = first([
    [/MicroMessenger/, t("WeChat")],
    [/Edg/, "Edge"],
    [/Firefox|FxiOS/, "Firefox"],
    [/Chrome|CriOS/, "Chrome"],
    [/Safari/, "Safari"],
  ]);
  const system = first([
    [/iPhone/, "iPhone"],
    [/iPad/, "iPad"],
    [/HarmonyOS/, "HarmonyOS"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS/, "Mac"],
    [/Linux/, "Linux"],
  ]);
  return [browser, system].filter((part) => part !== "").join(" · ") || t("Unknown device");
}

customElements.define("sessions-section", SessionsSection);
