import js from "@eslint/js";
import tseslint from "typescript-eslint";

const literalMessages = [
  {
    selector: "CallExpression[callee.name='t'] > :first-child.arguments:not(Literal[raw=/^\"/])",
    message: 'The text given to t() must be a plain "literal", or it cannot be collected.',
  },
  {
    selector:
      "CallExpression[callee.name='tn'] > :matches(.arguments:nth-child(1), .arguments:nth-child(2)):not(Literal[raw=/^\"/])",
    message: 'The texts given to tn() must be plain "literals", or they cannot be collected.',
  },
];

export default tseslint.config(
  { ignores: ["frontend/dist/", "frontend/src/core/schema.d.ts", ".venv/", "var/", "staticfiles/"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // An empty string is no name, no address and no text, just as null is none.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "no-restricted-syntax": ["error", ...literalMessages],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Trusted Types refuse it; see ui/html.ts." },
        { property: "randomUUID", message: "Missing below Chrome 92 and iOS 15.4; see core/random.ts." },
        { property: "replaceAll", message: "Missing below Chrome 85; use replace with /g." },
      ],
      "no-restricted-globals": [
        "error",
        { name: "structuredClone", message: "Missing on the oldest supported phones." },
        { name: "BroadcastChannel", message: "Missing below iOS 15.4." },
      ],
    },
  },
  {
    // core runs without a page: only what a worker or Node also has, handed in where it must be.
    files: ["frontend/src/core/**/*.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: ["lit", "lit/*", "../ui/*", "../pages/*"] }],
    },
  },
  {
    files: ["frontend/src/ui/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["../pages/*"] }] },
  },
  {
    files: ["tests/frontend/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: "readonly", process: "readonly" } },
  },
);
