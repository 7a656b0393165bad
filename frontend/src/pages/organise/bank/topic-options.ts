/** A bank's topics as the options of a select, indented as they lie below each other. */
import type { Option } from "../../../ui/field.ts";
import { flattened, topicTree } from "../compose/topics.ts";
import type { Topic } from "../contest/blueprint.ts";
import { nameOf } from "../contest/wording.ts";

const INDENT = "\u00A0\u00A0\u00A0";

/** `label` may add something to a topic's name, such as a number of questions. */
export function topicOptions(topics: readonly Topic[], label = nameOf as (topic: Topic) => string): Option[] {
  const nodes = flattened(topicTree(topics, { types: [], difficulties: [] }));
  return nodes.map(({ topic, depth }) => ({ value: topic.id, label: INDENT.repeat(depth) + label(topic) }));
}

/** The topic and all below it. */
export function withDescendants(topics: readonly Topic[], id: string): Set<string> {
  const found = new Set([id]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { id: own, parent } of topics) if (parent !== null && found.has(parent)) found.add(own);
  }
  return found;
}
