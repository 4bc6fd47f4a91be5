// What the source that the compiler emits may call; nothing here knows a schema.
export { baseOf, draw } from "./draws/bits.ts";
export { distinct, entries, entriesText, items, itemsText, tried } from "./draws/collections.ts";
export { at, hex, host, join, keepNothing, places } from "./draws/derivations.ts";
export { characters, dateTime, integer, number, pick, uuid } from "./draws/draws.ts";
export { runHex, runUuid, uniqueHex, uniqueInteger, uniqueToken, uniqueUuid } from "./draws/identity.ts";
export { daysBetween, instantPlus } from "./draws/instant.ts";
