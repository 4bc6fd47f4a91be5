import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  buildLifecycle,
  buildPayload,
  buildPayloads,
  defineProvider,
  HookwrightError,
  isEvent,
  validatePayload,
} from "hookwright";
import { expect, it, onTestFinished } from "vitest";
import type { JsonSchema } from "../../schemas/json-schema.ts";
import { DELIVERED, parcelsPath, parcelsWith, parcelsWithField } from "../schemas/parcels.ts";

const parcels = await defineProvider(parcelsPath);

/** A copy of the third provider's folder in which a file has another text, or is absent. */
const folderWith = async (file: string, text: string | undefined): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "hookwright-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(parcelsPath, folder, { recursive: true });
  await (text === undefined ? rm(join(folder, file)) : writeFile(join(folder, file), text));
  return folder;
};

const refusal = (source: Parameters<typeof defineProvider>[0]): Promise<HookwrightError> =>
  defineProvider(source).then(
    () => expect.fail("the provider was not refused"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(HookwrightError);
      return error as HookwrightError;
    },
  );

it("a folder becomes a provider with its names", () => {
  expect(parcels.name).toBe("parcels");
  expect(parcels.title).toBe("Parcels");
  expect(parcels.eventTypes).toEqual(["parcel.accepted", "parcel.delivered", "parcel.delivery.failed"]);
  expect(parcels.lifecycles).toEqual(["delivery", "nobody-home", "full", "random"]);
});

it("a folder may be given as a URL", async () => {
  const provider = await defineProvider(pathToFileURL(`${parcelsPath}/`));
  expect(provider.eventTypes).toEqual(parcels.eventTypes);
});

it("a folder and its content as an object give the same bytes", async () => {
  const provider = await defineProvider(await parcelsWith());
  for (const eventType of parcels.eventTypes)
    expect(JSON.stringify(buildPayload(provider, eventType, {}, { seed: 3 }))).toBe(
      JSON.stringify(buildPayload(parcels, eventType, {}, { seed: 3 })),
    );
});

it("the object that a provider is defined from stays as it was", async () => {
  const folder = await parcelsWith();
  const before = structuredClone(folder);
  await defineProvider(folder);
  expect(folder).toEqual(before);
});

it.each(["parcel.accepted", "parcel.delivered", "parcel.delivery.failed"])(
  "1,000 payloads of %s are valid",
  (eventType) => {
    for (const payload of buildPayloads(parcels, eventType, {}, { count: 1000, seed: 11 })) {
      expect(validatePayload(parcels, payload)).toEqual([]);
      expect(isEvent(parcels, payload, eventType)).toBe(true);
    }
  },
);

it("fields are drawn and derived as the schemas say", () => {
  const payload = buildPayload(
    parcels,
    "parcel.accepted",
    { parcel: { label: "blue-box" } },
    { start: "2030-05-06T07:08:09Z" },
  );
  const { id, parcel, occurred_at } = payload as { id: string; occurred_at: string; parcel: Record<string, unknown> };
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(occurred_at).toMatch(/^2030-05-06T07:08:09\.\d{3}Z$/);
  expect(parcel["number"]).toBeGreaterThanOrEqual(1000);
  expect(parcel["due"]).toBe("2030-05-08T07:08:09Z");
  expect(parcel["link"]).toBe(`https://parcels.example/${parcel["number"]}/blue-box`);
});

it("a lifecycle follows lifecycle.json: states, silent moves, and the retry schedule", () => {
  const lifecycle = buildLifecycle(parcels, "nobody-home", { repeats: 3 });
  expect(lifecycle.steps.map(({ eventType, status }) => [eventType, status])).toEqual([
    ["parcel.accepted", "in_delivery"],
    ["parcel.delivery.failed", "in_delivery"],
    ["parcel.delivery.failed", "in_delivery"],
    ["parcel.delivery.failed", "in_delivery"],
    ["parcel.delivered", "delivered"],
  ]);
  const times = [lifecycle.start, ...lifecycle.steps.map(({ at }) => at)].map((at) => at.getTime() / 1000);
  const gaps = times.slice(1).map((at, i) => Math.floor(at - (times[i] ?? 0)));
  expect(gaps).toEqual([30 * 60, 3600, 86_400, 172_800, 172_800]);
});

it("a lifecycle's steps share a subject, and name it", () => {
  const { subjects, steps } = buildLifecycle(parcels, "delivery", { seed: 4 });
  expect(subjects).toHaveLength(1);
  expect(Object.keys(subjects[0] ?? {})).toEqual(["number", "label", "depotId"]);
  for (const { subject, payload } of steps) {
    expect(subject).toEqual(subjects[0]);
    expect(validatePayload(parcels, payload)).toEqual([]);
  }
});

it("an event type that cannot come next is refused with those that can", () => {
  expect(() => buildLifecycle(parcels, ["parcel.delivered"])).toThrow(
    /step 1, parcel\.delivered, cannot come in state announced\. Legal there: parcel\.accepted\./,
  );
});

it("an absent folder is refused by its path", async () => {
  const error = await refusal(join(parcelsPath, "nowhere"));
  expect(error.code).toBe("invalid-provider");
  expect(error.message).toContain(join("nowhere", "provider.json"));
  expect(error.cause).toBeInstanceOf(Error);
});

it.each(["provider.json", "lifecycle.json"])("a folder without %s is refused", async (file) => {
  const error = await refusal(await folderWith(file, undefined));
  expect(error.code).toBe("invalid-provider");
  expect(error.message).toContain(file);
});

it.each(["provider.json", "lifecycle.json", DELIVERED, "defs/parcel.schema.json"])(
  "broken JSON in %s is refused by the file's path",
  async (file) => {
    const error = await refusal(await folderWith(file, '{ "name": '));
    expect(error.code).toBe("invalid-provider");
    expect(error.message).toContain(join(...file.split("/")));
    expect(error.message).toContain("Mend the JSON");
  },
);

it("of several broken files the first by its name is refused, however long it takes to read", async () => {
  const folder = await folderWith(DELIVERED, "{");
  await writeFile(join(folder, "defs", "parcel.schema.json"), `${" ".repeat(2 ** 24)}{`);
  expect((await refusal(folder)).message).toContain(join("defs", "parcel.schema.json"));
});

it("a schema file that holds no schema is refused", async () => {
  expect((await refusal(await folderWith(DELIVERED, "null"))).code).toBe("invalid-schema");
});

it("a provider.json that breaks its schema is refused by file and pointer", async () => {
  const error = await refusal(
    await parcelsWith(({ provider }) => {
      provider.time = { pointer: "occurred_at", form: "date-time" };
    }),
  );
  expect(error.code).toBe("invalid-provider");
  expect(error.message).toMatch(/provider\.json, \/time\/pointer must match pattern/);
});

it("a lifecycle.json that breaks its schema is refused by file and pointer", async () => {
  const error = await refusal(
    await parcelsWith(({ lifecycle }) => {
      lifecycle.silent = { collect: { after: "soon" } };
    }),
  );
  expect(error.code).toBe("invalid-provider");
  expect(error.message).toMatch(/lifecycle\.json, .*\/silent\/collect\/after must match pattern/);
});

it("an unknown name in lifecycle.json is refused with the nearest known one", async () => {
  const error = await refusal(
    await parcelsWith(({ lifecycle }) => {
      lifecycle.initial = "anounced";
    }),
  );
  expect(error.code).toBe("invalid-provider");
  expect(error.message).toContain('"anounced", which is not known (nearest: announced');
});

interface Row {
  what: string;
  schema: JsonSchema;
  says: RegExp;
}

const refused: Row[] = [
  {
    what: "an unknown x-faker method",
    schema: { type: "string", "x-faker": "internet.ipp4" },
    says: /x-faker.*"internet\.ipp4".*Nearest: internet\.ip/,
  },
  {
    what: "an unknown method in a template",
    schema: { type: "string", "x-faker": "{{word.nuon}}-x" },
    says: /x-faker.*"word\.nuon".*Nearest: word\.noun/,
  },
  {
    what: "an x-faker whose values the field refuses",
    schema: { type: "integer", "x-faker": "word.noun" },
    says: /x-faker.*which the field refuses/,
  },
  {
    what: "a $ref to nowhere",
    schema: { $ref: "../defs/nowhere.schema.json" },
    says: /\$ref.*defs\/nowhere\.schema\.json", where nothing is/,
  },
  {
    what: "a $ref to nowhere in its own file",
    schema: { $ref: "#/$defs/nowhere" },
    says: /\$ref.*#\/\$defs\/nowhere", where nothing is/,
  },
  {
    what: "a keyword of another form",
    schema: { oneOf: { type: "string" } } as never,
    says: /oneOf.*not a list of schemas/,
  },
  {
    what: "an unsupported pattern",
    schema: { type: "string", pattern: "^(?=a)b$" },
    says: /pattern.*\(\?=a\).*which is not supported/,
  },
  { what: "a broken pattern", schema: { type: "string", pattern: "^(a$" }, says: /pattern.*Mend the expression/ },
  {
    what: "an unknown filter",
    schema: { type: "string", "x-derive": "{/id|shout}" },
    says: /x-derive.*"shout"; known: host, hex/,
  },
  {
    what: "a type that is none",
    schema: { type: "text" },
    says: /type.*"text", not one of null, boolean, integer, number, string, array, object/,
  },
];

it.each(refused)("$what is refused, naming schema, pointer and keyword", async ({ schema, says }) => {
  const error = await refusal(await parcelsWithField("extra", { description: "Odd.", ...schema }));
  expect(error.code).toBe("invalid-schema");
  expect(error.message).toMatch(says);
  expect(error.message).toContain("hookwright://schemas/parcels/events/parcel.delivered.schema.json");
  expect(error.message).toMatch(/at "(\/properties)?\/extra"/); // a place in the schema, or in the payload
});

it("a subject whose field cannot tell subjects apart is refused", async () => {
  const error = await refusal(
    await parcelsWith(({ provider }) => {
      provider.subject = { status: { pointer: "/parcel/status_text", per: "subject" } };
    }).then((folder) => {
      const parcel = folder.schemas["defs/parcel.schema.json"];
      if (parcel?.properties) parcel.properties["status_text"] = { description: "Words.", type: "string" };
      return folder;
    }),
  );
  expect(error.code).toBe("invalid-schema");
  expect(error.message).toContain("cannot tell one subject from another");
});

it.each(["subject", "status", "eventType", "eventId", "time"] as const)(
  "a %s pointer that no event schema has is refused",
  async (role) => {
    const error = await refusal(
      await parcelsWith(({ provider }) => {
        const wrong = "/parcel/nowhere";
        if (role === "subject") provider.subject = { number: { pointer: wrong, per: "subject" } };
        else if (role === "time") provider.time = { pointer: wrong, form: "date-time" };
        else provider[role] = wrong;
      }),
    );
    expect(error.code).toBe("invalid-provider");
    expect(error.message).toContain("/parcel/nowhere");
  },
);
