/** A bank's topics: adding, renaming, moving, merging and deleting them. */
import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import { t } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { selectField } from "../../../ui/field.ts";
import { topicTree, type TopicNode } from "../compose/topics.ts";
import type { Topic } from "../contest/blueprint.ts";
import type { Texts } from "../contest/texts.ts";
import { nameOf } from "../contest/wording.ts";
import { textsField } from "../fields/texts-field.ts";
import { actionDialog } from "../frame/action-dialog.ts";
import { changeTopic, createTopic, deleteTopic, mergeTopic } from "./banks-api.ts";
import { topicOptions, withDescendants } from "./topic-options.ts";

export interface TopicListOptions {
  bank: string;
  topics: readonly Topic[];
  /** Published questions and all others, by topic; undefined until they are counted. */
  counts: Record<string, number> | undefined;
  onChanged: () => unknown;
}

/** The tree with the means to change it. */
export function topicList(options: TopicListOptions): TemplateResult {
  const nodes = topicTree(options.topics, { types: [], difficulties: [] });
  const { bank, topics, onChanged } = options;
  const add = async (): Promise<void> => {
    if (await topicDialog({ heading: t("New topic"), topics, send: (changes) => createTopic(bank, changes) })) onChanged();
  };
  return html`${nodes.length === 0
      ? html`<p class="soft">${t("There is no topic yet. Every question belongs to one.")}</p>`
      : branch(options, nodes)}
    <p class="no-print">${button({ label: t("New topic"), onClick: add })}</p>`;
}

function branch(options: TopicListOptions, nodes: readonly TopicNode[]): TemplateResult {
  return html`<ul class="topic-tree">
    ${nodes.map(
      (node) =>
        html`<li>
          ${topicRow(options, node)} ${node.children.length > 0 ? branch(options, node.children) : nothing}
        </li>`,
    )}
  </ul>`;
}

function topicRow(options: TopicListOptions, { topic, children }: TopicNode): TemplateResult {
  const { topics, counts, onChanged } = options;
  const name = nameOf(topic);
  const number = counts?.[topic.id] ?? 0;
  const act = (label: string, ask: () => Promise<boolean>): TemplateResult =>
    button({
      label,
      kind: "quiet",
      description: `${label}: ${name}`,
      onClick: async () => {
        if (await ask()) onChanged();
      },
    });
  return html`<div class="topic-row">
    <span>${name} <span class="number soft">${counts === undefined ? "" : formatNumber(number)}</span></span>
    <span class="row no-print">
      ${act(t("Change"), () =>
        topicDialog({ heading: t("Change the topic"), topics, topic, send: (changes) => changeTopic(topic.id, changes) }),
      )}
      ${topics.length < 2 ? nothing : act(t("Merge"), () => mergeDialog(topics, topic))}
      ${number > 0 || children.length > 0 || counts === undefined
        ? nothing
        : act(t("Delete"), () =>
            actionDialog({
              heading: t("Delete this topic?"),
              text: t("“{name}” holds no question.", { name }),
              confirm: t("Delete"),
              kind: "danger",
              send: () => deleteTopic(topic.id),
            }),
          )}
    </span>
  </div>`;
}

interface TopicDialogOptions {
  heading: string;
  topics: readonly Topic[];
  topic?: Topic;
  send: (changes: { name: Texts; parent: string | null }) => Promise<unknown>;
}

function topicDialog({ heading, topics, topic, send }: TopicDialogOptions): Promise<boolean> {
  let name: Texts = topic?.name ?? {};
  let parent = topic?.parent ?? "";
  const below = topic === undefined ? new Set<string>() : withDescendants(topics, topic.id);
  return actionDialog({
    heading,
    text: "",
    confirm: t("Save"),
    fields: (errors) => html`${textsField({
        name: "name",
        legend: t("Name of the topic"),
        texts: name,
        maxlength: 200,
        errors: (field) => errors(field),
        onInput: (texts) => (name = texts),
      })}
      ${selectField({
        name: "parent",
        label: t("Below"),
        required: true,
        value: parent,
        options: [
          { value: "", label: t("No other topic") },
          ...topicOptions(topics).filter(({ value }) => !below.has(value)),
        ],
        errors: errors("parent"),
        onChange: (value) => (parent = value),
      })}`,
    send: () => send({ name, parent: parent === "" ? null : parent }),
  });
}

function mergeDialog(topics: readonly Topic[], topic: Topic): Promise<boolean> {
  const below = withDescendants(topics, topic.id);
  const others = topicOptions(topics).filter(({ value }) => !below.has(value));
  let into = others[0]?.value ?? "";
  return actionDialog({
    heading: t("Merge the topic with another"),
    text: t("All that “{name}” holds moves into the other topic, and “{name}” is deleted. Drafts of contests that draw from it must then name the other one.", {
      name: nameOf(topic),
    }),
    confirm: t("Merge"),
    kind: "danger",
    fields: (errors) =>
      selectField({
        name: "into",
        label: t("The other topic"),
        required: true,
        value: into,
        options: others,
        errors: errors("into"),
        onChange: (value) => (into = value),
      }),
    send: () => mergeTopic(topic.id, into),
  });
}
