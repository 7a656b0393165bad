import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t, tn } from "../../../core/i18n.ts";
import { fieldErrors } from "../../../ui/field.ts";
import { nameOf } from "../contest/wording.ts";
import { flattened, isCovered, toggled, type TopicNode } from "./topics.ts";

export interface TopicPickerOptions {
  name: string;
  nodes: readonly TopicNode[];
  loading: boolean;
  /** Topic ids; empty means all. */
  chosen: readonly string[];
  errors: readonly string[];
  onChange: (chosen: string[]) => unknown;
}

/** The bank's topics with how many questions each has, to be ticked. None ticked means all. */
export function topicPicker(options: TopicPickerOptions): TemplateResult {
  const { nodes, chosen, loading } = options;
  return html`<details class="topic-picker">
    <summary>
      <span class="topic-picker-label">${t("Topics")}</span>
      <span>${chosen.length === 0 ? t("All topics") : chosenNames(nodes, chosen)}</span>
    </summary>
    <fieldset>
      <legend class="visually-hidden">${t("Topics")}</legend>
      ${loading ? html`<p class="soft">${t("Loading…")}</p>` : topicList(options, nodes)}
      ${chosen.length === 0
        ? nothing
        : html`<p class="small soft">
            ${tn("{n} topic ticked.", "{n} topics ticked.", chosen.length)}
            ${t("Untick all of them to draw from every topic.")}
          </p>`}
    </fieldset>
    ${fieldErrors(`field-${options.name}`, options.errors)}
  </details>`;
}

function topicList(options: TopicPickerOptions, nodes: readonly TopicNode[]): TemplateResult {
  return html`<ul class="topic-list">
    ${nodes.map(
      (node) =>
        html`<li>
          ${topicBox(options, node)} ${node.children.length > 0 ? topicList(options, node.children) : nothing}
        </li>`,
    )}
  </ul>`;
}

function topicBox({ name, nodes, chosen, onChange }: TopicPickerOptions, node: TopicNode): TemplateResult {
  const { id } = node.topic;
  return html`<label class="topic ${node.count === 0 ? "soft" : ""}">
    <input
      type="checkbox"
      name=${name}
      value=${id}
      .checked=${live(isCovered(nodes, chosen, id))}
      @change=${() => onChange(toggled(nodes, chosen, id))}
    />
    <span>${nameOf(node.topic)}</span>
    <span class="number soft" aria-label=${tn("{n} question fits", "{n} questions fit", node.count)}
      >${node.count}</span
    >
  </label>`;
}

function chosenNames(nodes: readonly TopicNode[], chosen: readonly string[]): string {
  const names = flattened(nodes)
    .filter(({ topic }) => chosen.includes(topic.id))
    .map(({ topic }) => nameOf(topic));
  return names.length === 0
    ? tn("{n} topic", "{n} topics", chosen.length)
    : names.join(t(", "));
}
