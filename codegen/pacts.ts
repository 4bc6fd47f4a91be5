import { buildPact } from "../contracts/pact/build-pact.ts";
import { defineProvider } from "../generators/define-provider.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";
import type { Output } from "./output.ts";

// What a receiver must be given to verify the committed files.
const SECRET = "s3cret";

/** A provider's committed Pact files: its first lifecycle, sent to `/webhooks/<provider>`. */
export const generatePacts = async (folder: ProviderFolder): Promise<Output[]> => {
  const provider = await defineProvider(folder);
  const { name, lifecycles } = provider;
  return lifecycles.slice(0, 1).flatMap((lifecycle) =>
    buildPact(provider, {
      receiver: "receiver",
      path: `/webhooks/${name}`,
      lifecycles: [lifecycle],
      secret: SECRET,
    }).map((pact) => ({
      path: `contracts/pacts/${name}-${lifecycle}.json`,
      content: `${JSON.stringify(pact, null, 2)}\n`,
    })),
  );
};
