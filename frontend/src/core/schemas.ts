import type { components } from "./schema.d.ts";

/** The bodies of the API by name, generated from `docs/openapi.json` by `npm run types`. */
export type Schemas = components["schemas"];
