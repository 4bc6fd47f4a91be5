import { HookwrightError } from "../../../schemas/hookwright-error.ts";
import type { Provider } from "../../../schemas/provider.ts";
import type { CheckResult, Report } from "../../generated/report.ts";
import { unsentCheck } from "../judge-interaction.ts";
import { loadPacts, type PactSources } from "../load-pacts.ts";
import { pactReport } from "../pact-report.ts";
import type { ReadPact } from "../read-pact.ts";
import { refusePact } from "../refuse-pact.ts";
import { judgeMessage } from "./judge-message.ts";

/** What `verifyMessagePact` takes. */
export interface VerifyMessagePactOptions<E extends object, L extends string, S extends object> extends PactSources {
  /** Who sends the messages. */
  provider: Provider<E, L, S>;
  /** How many payloads of each event type are drawn, beside one of each form. @default 20 */
  seeds?: number;
  /** What is only inferred fails, too. @default false */
  strict?: boolean;
}

const SEEDS = 20;
const HTTP = "it is an HTTP interaction: verifyPact verifies those";

const judge = (provider: Provider, pact: ReadPact, seeds: number): CheckResult[] => {
  if (pact.problem !== undefined) return refusePact(pact, pact.problem);
  return pact.interactions.map((one) => {
    if (one.problem !== undefined) return unsentCheck(one, "fail", one.problem);
    return one.kind === "message" ? judgeMessage(provider, one, seeds) : unsentCheck(one, "skip", HTTP);
  });
};

/**
 * Verifies message pacts, as a receiver's own consumer tests write them, against what the provider's schemas promise: does the
 * receiver rely on more? What a documented payload breaks is an error, what only an inferred form breaks a warning.
 * @throws HookwrightError `invalid-option` where no files are given, or for seeds below 1
 * @example await verifyMessagePact({ files: ['pacts/web-cloudflare.json'], provider: cloudflare })
 */
export const verifyMessagePact = async <E extends object, L extends string, S extends object>(
  options: VerifyMessagePactOptions<E, L, S>,
): Promise<Report> => {
  const began = Date.now();
  const { seeds = SEEDS, strict = false, files } = options;
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new HookwrightError(
      "invalid-option",
      `Failed to verify message pacts: seeds is ${seeds}. Give a whole number from 1 on.`,
    );
  const provider = options.provider as unknown as Provider;
  const pacts = await loadPacts(options);
  return pactReport({
    provider: provider.name,
    target: "in process",
    began,
    strict,
    options: { files, seeds, strict },
    checks: pacts.flatMap((pact) => judge(provider, pact, seeds)),
  });
};
