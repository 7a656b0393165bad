import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { messagesPerEntry } from "./frontend/build/messages-plugin.ts";
import { plainImports } from "./frontend/build/plain-import-plugin.ts";
import { shrink } from "./frontend/build/shrink-plugin.ts";

const PAGES = "frontend/src/pages";
const STYLES = "frontend/src/styles";

/** What the answer page has in common with the others; more here is more for a slow phone. */
const BASE =
  /^\0vite[\\/]preload-helper\.js$|frontend[\\/]src[\\/](core[\\/](api|attempts|cookies|i18n|problem|questions|time-format)|ui[\\/](button|dialog|problem-text|shell|states))\.ts$/;

/** Lit's templates, without the directives that only desk work needs. */
const TEMPLATES =
  /node_modules[\\/]lit(-html|[\\/]html|[\\/]directives)\b(?!.*(async-directive|[\\/](ref|repeat))\.js)/;

/** The views of rare questions with all that only they need: one file, as one request is slow enough. */
const RARE_VIEWS =
  /frontend[\\/]src[\\/](core[\\/](arranging|numbers)|ui[\\/]question[\\/](matching|numeric|ordering|rare-views))\.ts$/;

/** What most pages share. Signing in belongs to the account pages, however many they are. */
const COMMON = /frontend[\\/]src[\\/](core|ui)[\\/](?!account|guest|regions|webauthn)/;

/** Every `pages/<area>/<page>.ts` is an entry; what it alone needs lives in a folder below. */
function pageEntries(): string[] {
  return readdirSync(PAGES, { withFileTypes: true })
    .filter((area) => area.isDirectory())
    .flatMap((area) =>
      readdirSync(join(PAGES, area.name))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => `${PAGES}/${area.name}/${file}`),
    );
}

/** Every sheet directly in `styles/` is an area's; what the areas share lives in `styles/shared/`. */
function sheetEntries(): string[] {
  return readdirSync(STYLES)
    .filter((file) => file.endsWith(".css"))
    .map((file) => `${STYLES}/${file}`);
}

export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: false,
  plugins: [messagesPerEntry(), plainImports(), shrink()],
  build: {
    outDir: "frontend/dist",
    emptyOutDir: true,
    manifest: true,
    target: ["es2020", "chrome86", "safari14"],
    cssTarget: ["chrome86", "safari14"],
    // The shell prints its own preload links; what Vite would add for them only adds bytes.
    modulePreload: false,
    assetsInlineLimit: 0,
    minify: mode === "development" ? false : "oxc",
    sourcemap: mode === "development",
    reportCompressedSize: false,
    rolldownOptions: {
      input: [...pageEntries(), ...sheetEntries()],
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        codeSplitting: {
          groups: [
            // What every page needs travels as few files, cached once for the whole site. The
            // answer page takes only the first and the third of them.
            { name: "templates", test: TEMPLATES, priority: 4 },
            { name: "lit", test: /node_modules[\\/](lit|lit-element|@lit)[\\/]/, priority: 3 },
            { name: "base", test: BASE, priority: 2 },
            { name: "rare-views", test: RARE_VIEWS, priority: 2 },
            { name: "common", test: COMMON, minShareCount: 10 },
          ],
        },
      },
    },
  },
  test: {
    include: ["tests/frontend/**/*.test.ts"],
    environment: "node",
    restoreMocks: true,
    // A busy machine must not fail the stories of the outbox, which take two seconds on an idle one.
    testTimeout: 60_000,
  },
}));
