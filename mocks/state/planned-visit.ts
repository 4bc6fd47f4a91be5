import type { Visit } from "../../generators/walk.ts";
import type { Subject } from "../../schemas/provider.ts";

/** An event to come, and whom it is about as far as that is fixed. */
export interface PlannedVisit extends Visit {
  subject: Subject;
}
