import { buildPact } from "../contracts/pact/build-pact.ts";
import { pactFile } from "../contracts/pact/pact-file.ts";
import { defineProvider } from "../generators/define-provider.ts";
import type { ProviderFolder } from "../schemas/provider-folder.ts";
import type { Output } from "./output.ts";

// What a receiver must be given to verify the committed files.
const SECRET = "s3cret";

/** A provider's committed Pact files, sent to `/webhooks/<provider>`: each lifecycle, the variants and the negatives. */
export const generatePacts = async (folder: ProviderFolder): Promise<Output[]> => {
  const provider = await defineProvider(folder);
  const path = `/webhooks/${provider.name}`;
  const options = { receiver: "receiver", path, secret: SECRET, variants: true, negatives: true };
  return buildPact(provider, options)
    .map(pactFile)
    .map(({ name, content }) => ({ path: `contracts/pacts/${name}`, content }));
};
