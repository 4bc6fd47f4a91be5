export { loadPacts } from "./load-pacts.ts";
export { verifyPact } from "./verify-pact.ts";
