/** A bank's topics as a tree, with how many questions each has to give. */
import type { Cell, Difficulty, QuestionType, Topic } from "../contest/blueprint.ts";

/** Which questions are asked for; empty means any. */
export interface Filter {
  types: readonly QuestionType[];
  difficulties: readonly Difficulty[];
}

export interface TopicNode {
  topic: Topic;
  depth: number;
  /** Questions that fit the filter in this topic and all below. */
  count: number;
  children: readonly TopicNode[];
}

/** The topics as trees, in the order the API gives; a topic whose parent is missing is a root. */
export function topicTree(topics: readonly Topic[], filter: Filter): TopicNode[] {
  const known = new Set(topics.map(({ id }) => id));
  const childrenOf = new Map<string | null, Topic[]>();
  for (const topic of topics) {
    const parent = topic.parent !== null && known.has(topic.parent) ? topic.parent : null;
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), topic]);
  }
  const build = (topic: Topic, depth: number): TopicNode => {
    const children = (childrenOf.get(topic.id) ?? []).map((child) => build(child, depth + 1));
    const count = children.reduce((sum, child) => sum + child.count, ownCount(topic, filter));
    return { topic, depth, count, children };
  };
  return (childrenOf.get(null) ?? []).map((topic) => build(topic, 0));
}

/** A tree's nodes from top to bottom. */
export function flattened(nodes: readonly TopicNode[]): TopicNode[] {
  return nodes.flatMap((node) => [node, ...flattened(node.children)]);
}

function ownCount(topic: Topic, filter: Filter): number {
  return topic.counts
    .filter(({ type, difficulty }) => fits(type, filter.types) && fits(difficulty, filter.difficulties))
    .reduce((sum, { count }) => sum + count, 0);
}

function fits<T>(value: T, wanted: readonly T[]): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/**
 * The chosen topics with one ticked or unticked. Choosing a topic chooses all below it, so a chosen
 * topic's descendants are dropped from the list, and unticking one below a chosen topic leaves its
 * siblings chosen.
 */
export function toggled(nodes: readonly TopicNode[], chosen: readonly string[], id: string): string[] {
  const order = flattened(nodes).map(({ topic }) => topic.id);
  const next = isCovered(nodes, chosen, id) ? without(nodes, chosen, id) : [...chosen, id];
  const minimal = next.filter((one) => !ancestorsOf(nodes, one).some((above) => next.includes(above)));
  return order.filter((one) => minimal.includes(one));
}

/** Whether a topic is chosen, by itself or by one above it. */
export function isCovered(nodes: readonly TopicNode[], chosen: readonly string[], id: string): boolean {
  return [id, ...ancestorsOf(nodes, id)].some((one) => chosen.includes(one));
}

function without(nodes: readonly TopicNode[], chosen: readonly string[], id: string): string[] {
  const kept = chosen.filter((one) => one !== id);
  const above = ancestorsOf(nodes, id).find((one) => kept.includes(one));
  if (above === undefined) return kept;
  const parent = flattened(nodes).find(({ topic }) => topic.id === above);
  const spread = (node: TopicNode): string[] =>
    node.children.flatMap((child) => {
      if (child.topic.id === id) return [];
      return ancestorsOf(nodes, id).includes(child.topic.id) ? spread(child) : [child.topic.id];
    });
  return [...kept.filter((one) => one !== above), ...(parent === undefined ? [] : spread(parent))];
}

function ancestorsOf(nodes: readonly TopicNode[], id: string): string[] {
  for (const node of nodes) {
    if (node.topic.id === id) return [];
    if (flattened(node.children).some(({ topic }) => topic.id === id)) {
      return [...ancestorsOf(node.children, id), node.topic.id];
    }
  }
  return [];
}

/** How many questions of the chosen topics there are of each type, at the wanted difficulties. */
export function countByType(
  nodes: readonly TopicNode[],
  chosen: readonly string[],
  difficulties: readonly Difficulty[],
): Map<QuestionType, number> {
  const fitting = cellsOf(nodes, chosen).filter((cell) => fits(cell.difficulty, difficulties));
  return summed(fitting, (cell) => cell.type);
}

/** How many questions of the chosen topics there are of each difficulty, of the wanted types. */
export function countByDifficulty(
  nodes: readonly TopicNode[],
  chosen: readonly string[],
  types: readonly QuestionType[],
): Map<Difficulty, number> {
  return summed(
    cellsOf(nodes, chosen).filter((cell) => fits(cell.type, types)),
    (cell) => cell.difficulty,
  );
}

function cellsOf(nodes: readonly TopicNode[], chosen: readonly string[]): Cell[] {
  return flattened(nodes)
    .filter(({ topic }) => chosen.length === 0 || isCovered(nodes, chosen, topic.id))
    .flatMap(({ topic }) => topic.counts);
}

function summed<Key>(cells: readonly Cell[], keyOf: (cell: Cell) => Key): Map<Key, number> {
  const sums = new Map<Key, number>();
  cells.forEach((cell) => sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.count));
  return sums;
}
