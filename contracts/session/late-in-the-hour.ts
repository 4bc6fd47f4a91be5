const SECOND = 1000;
const QUARTER = 15 * 60 * SECOND;

/**
 * The latest instant up to now that is 15 minutes or more after a full or a half hour: what was just before it was in the same
 * hour and on the same day in all zones of full and half hours, so that no verdict hangs on the time of day.
 */
export const lateInTheHour = (now: number): number => {
  const since = now % (2 * QUARTER); // the full or the half hour
  return since < QUARTER ? now - since - SECOND : now;
};
