/** One person's participation, as organisers see it. */
import type { Schemas } from "../../../core/schemas.ts";

export type Entry = Required<Schemas["OrganisedEntry"]>;
export type EntryAttempt = Required<Schemas["OrganisedAttempt"]>;
export type EntryDetail = Entry & { attempts_list: readonly EntryAttempt[] };
