import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Plugin } from "vite";
import { findMessages, type ModuleMessages } from "./messages.ts";

/**
 * Writes `.vite/messages.json`: for every page entry the texts its whole module graph can show.
 * The Django shell translates exactly these and sends them with the page.
 */
export function messagesPerEntry(): Plugin {
  return {
    name: "wangan:messages-per-entry",
    apply: "build",
    generateBundle(_options, bundle) {
      const entries: Record<string, ModuleMessages> = {};
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk" || !output.isEntry || !output.facadeModuleId?.endsWith(".ts")) {
          continue;
        }
        const modules = new Set<string>();
        const chunks = new Set<string>();
        const walk = (fileName: string): void => {
          const chunk = bundle[fileName];
          if (chunk?.type !== "chunk" || chunks.has(fileName)) return;
          chunks.add(fileName);
          chunk.moduleIds.forEach((id) => modules.add(id));
          [...chunk.imports, ...chunk.dynamicImports].forEach(walk);
        };
        walk(output.fileName);
        entries[relative(process.cwd(), output.facadeModuleId)] = collect(modules);
      }
      const sorted = Object.fromEntries(Object.entries(entries).sort());
      this.emitFile({
        type: "asset",
        fileName: ".vite/messages.json",
        source: JSON.stringify(sorted, null, 1),
      });
    },
  };
}

function collect(moduleIds: Set<string>): ModuleMessages {
  const single = new Set<string>();
  const plural = new Map<string, string>();
  for (const id of moduleIds) {
    if (!id.includes("/frontend/src/") || !id.endsWith(".ts")) continue;
    const found = findMessages(readFileSync(id, "utf8"));
    found.single.forEach((message) => single.add(message));
    found.plural.forEach(([one, other]) => plural.set(one, other));
  }
  return { single: [...single].sort(), plural: [...plural].sort() };
}
