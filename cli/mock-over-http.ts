import { request } from "../contracts/options/state-over-http.ts";
import type { ProviderApi } from "../contracts/options/with-api.ts";
import { HookwrightError } from "../schemas/hookwright-error.ts";
import type { Provider } from "../schemas/provider.ts";

const CONTROL = "/_hookwright";

const controlOf = (given: string): string => {
  if (URL.canParse(given)) return new URL(CONTROL, given).href;
  throw new HookwrightError("invalid-option", `Failed to read --mock "${given}": it is no URL. Give that of the mock.`);
};

/**
 * The API of a provider behind `hookwright mock`, once it is seen that it is there.
 * @throws HookwrightError `invalid-option` for no URL, `nothing-listening` where no mock of the provider answers
 */
export const mockOver = async (given: string, { name }: Provider): Promise<ProviderApi> => {
  const control = controlOf(given);
  const url = `${control}/resources?provider=${encodeURIComponent(name)}`;
  const answer = await request(url, { method: "GET" }).catch((cause: Error) => cause);
  if (answer instanceof Error || !answer.ok)
    throw new HookwrightError(
      "nothing-listening",
      `Failed to reach the mock of ${name} at ${given}: ${answer instanceof Error ? answer.message : `GET ${url} answered ${answer.status}`}. Start \`hookwright mock ${name}\`, or mend the URL.`,
    );
  await answer.body?.cancel();
  return {
    async show(subject, status) {
      const body = JSON.stringify({ provider: name, subject, status });
      const shown = await request(`${control}/show`, { method: "POST", body });
      if (!shown.ok) throw new Error(`the mock answered ${shown.status}: ${(await shown.text()).slice(0, 200)}`);
    },
  };
};
