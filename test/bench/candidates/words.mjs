// A word list as one has at hand in a test; a power of two, so that a mask can pick.
export const nouns = [
  ["anchor", "basket", "candle", "desert", "engine", "forest", "garden", "harbor"],
  ["island", "jacket", "kettle", "ladder", "meadow", "needle", "office", "pencil"],
  ["quarry", "ribbon", "saddle", "temple", "uplift", "valley", "window", "yellow"],
  ["bridge", "copper", "dragon", "feather", "granite", "hammer", "lantern", "marble"],
].flat();

export const adjectives = [
  ["agile", "brave", "calm", "damp", "eager", "faint", "gentle", "happy"],
  ["idle", "jolly", "keen", "lively", "merry", "narrow", "odd", "proud"],
  ["quick", "rapid", "silent", "tender", "urgent", "vivid", "wide", "young"],
  ["bright", "clever", "dusty", "fresh", "grand", "humble", "light", "modern"],
].flat();
