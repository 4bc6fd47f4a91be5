// What Node has and other platforms have not; `#transport` in package.json chooses.
export { openListener } from "./sending/open-listener.ts";
export { openUrl } from "./sending/url-node.ts";
