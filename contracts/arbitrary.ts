export { type ArbitraryDeliveriesOptions, arbitraryDeliveries } from "./arbitrary/deliveries.ts";
export { arbitraryPayload } from "./arbitrary/payload.ts";
