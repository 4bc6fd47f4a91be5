/** What all event types of a provider begin with, up to and with a dot: "ssl_certificate."; it may be nothing. */
export const commonPrefix = (eventTypes: readonly string[]): string => {
  const all = eventTypes.map((eventType) => eventType.split(".").slice(0, -1));
  const [first = []] = all;
  const end = first.findIndex((part, i) => all.some((parts) => parts[i] !== part));
  return first
    .slice(0, end === -1 ? undefined : end)
    .map((part) => `${part}.`)
    .join("");
};

/** Makes an event type's short name. */
export type Short = (eventType: string) => string;

/** Event types without what all of a provider's begin with. */
export const shortNames = (prefix: string): Short => {
  return (eventType) => eventType.slice(eventType.startsWith(prefix) ? prefix.length : 0);
};
