import type { Plugin } from "vite";

/** The module that Vite calls for every `import()`, to preload what the imported file needs. */
const HELPER = "\0vite/preload-helper.js";

/**
 * Leaves `import()` to the browser. The files loaded later need nothing that is not there already,
 * and Vite's loader of styles and preloads would cost the answer page half a kilobyte.
 */
export function plainImports(): Plugin {
  return {
    name: "wangan:plain-imports",
    apply: "build",
    enforce: "pre",
    load: (id) => (id === HELPER ? "export const __vitePreload = (load) => load();" : null),
  };
}
