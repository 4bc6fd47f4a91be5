import cloudflare from "../../dist/generators/generated/cloudflare.js";

// What is generated: an event of middle size, with ids, words, an instant, a map, an array, and fields that follow from others.
export const provider = cloudflare;
export const eventType = "ssl.custom_hostname_certificate.validation.failed";
