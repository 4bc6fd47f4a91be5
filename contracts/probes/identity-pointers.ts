import type { Provider } from "../../schemas/provider.ts";

/** The pointers of what tells subjects and events apart. */
export const identityPointers = ({ definition }: Provider): string[] => [
  ...Object.values(definition.subject).map(({ pointer }) => pointer),
  ...(definition.eventId === undefined ? [] : [definition.eventId]),
];
