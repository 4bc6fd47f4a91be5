// What the source that the compiler emits may call; nothing here knows a schema.
export { baseOf, draw } from "./bits.ts";
export { distinct, entries, entriesText, items, itemsText, tried } from "./collections.ts";
export { at, hex, host, join, keepNothing, places } from "./derivations.ts";
export { characters, dateTime, integer, number, pick, uuid } from "./draws.ts";
export { runHex, runUuid, uniqueHex, uniqueInteger, uniqueToken, uniqueUuid } from "./identity.ts";
export { daysBetween, instantPlus } from "./instant.ts";
