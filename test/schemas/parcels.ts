import { join } from "node:path";
import { readFolder } from "../../generators/read-folder-node.ts";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import type { ProviderFolder } from "../../schemas/provider-folder.ts";

/** Where the third provider, a made-up one, lives. */
export const parcelsPath: string = join(import.meta.dirname, "../fixtures/third-provider");

/** The path of the schema that most tests change. */
export const DELIVERED = "events/parcel.delivered.schema.json";

// Readonly off, so that a test can break what it likes.
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
export type MutableFolder = Omit<Mutable<ProviderFolder>, "schemas"> & { schemas: Record<string, JsonSchema> };

/** The third provider's folder as an object of the caller's own, changed as asked. */
export const parcelsWith = async (change: (folder: MutableFolder) => void = () => {}): Promise<ProviderFolder> => {
  const folder = structuredClone(await readFolder(parcelsPath)) as MutableFolder;
  change(folder);
  return folder as ProviderFolder;
};

/** The third provider's folder with a property added to the `parcel.delivered` event. */
export const parcelsWithField = (name: string, schema: JsonSchema, required = true): Promise<ProviderFolder> =>
  parcelsWith(({ schemas }) => {
    const event = schemas[DELIVERED] ?? {};
    event.properties = { ...event.properties, [name]: schema };
    if (required) event.required = [...(event.required ?? []), name];
  });
