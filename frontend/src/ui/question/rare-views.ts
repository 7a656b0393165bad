/** The views of the types that few sheets have: a file of their own, loaded for those. */
import { matchingView } from "./matching.ts";
import { numericView } from "./numeric.ts";
import { orderingView } from "./ordering.ts";

export const rareViews = { numeric: numericView, ordering: orderingView, matching: matchingView };
