import { html, nothing, type TemplateResult } from "lit";
import { formatNumber } from "../../../core/format.ts";
import { t, tn } from "../../../core/i18n.ts";
import { button } from "../../../ui/button.ts";
import { fieldErrors, selectField } from "../../../ui/field.ts";
import {
  DIFFICULTIES,
  QUESTION_TYPES,
  type Bank,
  type DrawSection,
  type NamedSection,
  type Section,
  type SectionSupply,
  type Topic,
} from "../contest/blueprint.ts";
import { localised } from "../contest/texts.ts";
import { difficultyName, nameOf, typeName } from "../contest/wording.ts";
import { numberField } from "../fields/number-field.ts";
import { pickList } from "../fields/pick-list.ts";
import { textsField } from "../fields/texts-field.ts";
import "./named-questions.ts";
import { MOST_POINTS, pointsOf, type SectionChange } from "./draft.ts";
import { supplyLine } from "./supply-line.ts";
import { topicPicker } from "./topic-picker.ts";
import { countByDifficulty, countByType, topicTree } from "./topics.ts";

export interface SectionCardOptions {
  /** What the blueprint is called in the API: `rounds/0/blueprint`. */
  base: string;
  /** From 0. */
  position: number;
  /** How many sections there are. */
  of: number;
  section: Section;
  banks: readonly Bank[];
  /** Where to look for questions first. */
  usualBank: string | undefined;
  /** The bank's topics; undefined while they are loading. */
  topics: readonly Topic[] | undefined;
  supply: SectionSupply | undefined;
  asking: boolean;
  errors: (field: string) => readonly string[];
  onChange: (change: SectionChange) => unknown;
  onMove: (places: number) => unknown;
  onRemove: () => unknown;
}

/** One section of a blueprint, to be edited. Alt with an arrow key moves it, as its buttons do. */
export function sectionCard(options: SectionCardOptions): TemplateResult {
  const { position, section } = options;
  const number = position + 1;
  const title = localised(section.title);
  const heading = title === "" ? t("Section {number}", { number }) : t("Section {number}: {title}", { number, title });
  const name = `${options.base}/sections/${position}`;
  const errors = (field: string): readonly string[] => options.errors(`${name}/${field}`);
  return html`<li class="card section-card" @keydown=${movedByKey(options)}>
    <div class="row spread section-head">
      <h3 id="section-${number}">${heading}</h3>
      ${sectionButtons(options, heading)}
    </div>
    ${section.kind === "draw" ? drawFields(options, section, name) : namedFields(options, section, name)}
    <div class="section-sum">
      ${section.kind === "draw"
        ? numberField({
            name: `${name}/count`,
            label: t("Number of questions"),
            value: section.count,
            min: 1,
            errors: errors("count"),
            onInput: (count) => options.onChange({ count }),
          })
        : nothing}
      ${numberField({
        name: `${name}/points`,
        label: t("Points each"),
        value: section.points,
        min: 0.01,
        max: MOST_POINTS,
        step: "any",
        errors: errors("points"),
        onInput: (points) => options.onChange({ points }),
      })}
      <p class="section-points number">${pointsText(section)}</p>
    </div>
    ${supplyLine({ supply: options.supply, asking: options.asking, first: position === 0 })}
    ${titleFields(options, name)}
  </li>`;
}

function sectionButtons(options: SectionCardOptions, heading: string): TemplateResult {
  const { position, of, onMove, onRemove } = options;
  return html`<div class="row section-buttons">
    ${button({
      label: t("Up"),
      kind: "quiet",
      disabled: position === 0,
      description: t("Move up: {section}", { section: heading }),
      onClick: () => onMove(-1),
    })}
    ${button({
      label: t("Down"),
      kind: "quiet",
      disabled: position === of - 1,
      description: t("Move down: {section}", { section: heading }),
      onClick: () => onMove(1),
    })}
    ${button({
      label: t("Remove"),
      kind: "quiet",
      description: t("Remove: {section}", { section: heading }),
      onClick: onRemove,
    })}
  </div>`;
}

function drawFields(options: SectionCardOptions, section: DrawSection, name: string): TemplateResult {
  const { banks, topics, onChange } = options;
  const nodes = topicTree(topics ?? [], section);
  const types = countByType(nodes, section.topics, section.difficulties);
  const difficulties = countByDifficulty(nodes, section.topics, section.types);
  const counted = <K>(counts: Map<K, number>, key: K): { count?: number } =>
    topics === undefined ? {} : { count: counts.get(key) ?? 0 };
  return html`${banks.length > 1
      ? selectField({
          name: `${name}/bank`,
          label: t("Question bank"),
          required: true,
          value: section.bank,
          options: banks.map((bank) => ({ value: bank.id, label: nameOf(bank) })),
          errors: options.errors(`${name}/bank`),
          onChange: (bank) => onChange({ bank, topics: [] }),
        })
      : nothing}
    ${topicPicker({
      name: `${name}/topics`,
      nodes,
      loading: topics === undefined,
      chosen: section.topics,
      errors: options.errors(`${name}/topics`),
      onChange: (chosen) => onChange({ topics: chosen }),
    })}
    <div class="two-columns">
      ${pickList({
        name: `${name}/types`,
        legend: t("Types (none ticked: any)"),
        picks: QUESTION_TYPES.map((value) => ({ value, label: typeName(value), ...counted(types, value) })),
        chosen: section.types,
        onChange: (chosen) => onChange({ types: chosen }),
      })}
      ${pickList({
        name: `${name}/difficulties`,
        legend: t("Difficulty (none ticked: any)"),
        picks: DIFFICULTIES.map((value) => ({
          value,
          label: difficultyName(value),
          ...counted(difficulties, value),
        })),
        chosen: section.difficulties,
        onChange: (chosen) => onChange({ difficulties: chosen }),
      })}
    </div>`;
}

function namedFields(options: SectionCardOptions, section: NamedSection, name: string): TemplateResult {
  return html`<wangan-named-questions
      name=${name}
      .chosen=${section.questions}
      .banks=${options.banks}
      .usual=${options.usualBank}
      @chosen=${(event: CustomEvent<string[]>) => options.onChange({ questions: event.detail })}
    ></wangan-named-questions>
    ${fieldErrors(`field-${name}/questions`, options.errors(`${name}/questions`))}`;
}

function titleFields(options: SectionCardOptions, name: string): TemplateResult {
  const { section, onChange } = options;
  return html`<details class="more" ?open=${options.errors(`${name}/title`).length > 0}>
    <summary>${t("Heading above this section on the sheet (optional)")}</summary>
    ${textsField({
      name: `${name}/title`,
      legend: t("Heading"),
      texts: section.title ?? {},
      maxlength: 80,
      errors: options.errors,
      onInput: (texts) => onChange({ title: Object.keys(texts).length === 0 ? null : texts }),
    })}
  </details>`;
}

function pointsText(section: Section): string {
  const points = pointsOf(section);
  return Number.isNaN(points) ? "" : tn("= {points} point", "= {points} points", points, { points: formatNumber(points, 2) });
}

function movedByKey({ onMove }: SectionCardOptions): (event: KeyboardEvent) => void {
  return (event) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
}
