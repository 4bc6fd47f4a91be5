// What Node has and other platforms have not; `#transport` in package.json chooses.
export { openListener } from "./listener-node.ts";
export { nextTurn, startTimer } from "./timer-node.ts";
export { openUrl } from "./url-node.ts";
