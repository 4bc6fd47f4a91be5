// What Node has and other platforms have not; `#transport` in package.json chooses.
export { openListener } from "./open-listener.ts";
export { openUrl } from "./url-node.ts";
