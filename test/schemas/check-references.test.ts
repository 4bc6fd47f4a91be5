import { HookwrightError } from "hookwright";
import { expect, it } from "vitest";
import { checkReferences } from "../../schemas/check-references.ts";
import { eventTypesOf, withIds } from "../../schemas/provider-folder.ts";
import { DELIVERED, type MutableFolder, parcelsWith } from "./parcels.ts";

const refusal = async (change: (folder: MutableFolder) => void): Promise<HookwrightError> => {
  const folder = await parcelsWith(change);
  try {
    checkReferences(withIds(folder));
  } catch (error) {
    if (error instanceof HookwrightError) return error;
    throw error;
  }
  throw new Error("the folder was not refused");
};

it("the event types of a folder are the names of its event schemas", async () => {
  expect(eventTypesOf(await parcelsWith())).toEqual(["parcel.accepted", "parcel.delivered", "parcel.delivery.failed"]);
});

it("a schema without an $id gets that of its path, one with an $id keeps it", async () => {
  const folder = withIds(
    await parcelsWith(({ schemas }) => {
      schemas["defs/own.schema.json"] = { $id: "https://example.com/own", type: "string" };
    }),
  );
  expect(folder.schemas["defs/parcel.schema.json"]?.$id).toBe("hookwright://schemas/parcels/defs/parcel.schema.json");
  expect(folder.schemas["defs/own.schema.json"]?.$id).toBe("https://example.com/own");
});

it("a folder whose names all lead somewhere passes", async () => {
  const folder = await parcelsWith();
  expect(() => checkReferences(withIds(folder))).not.toThrow();
});

interface Row {
  what: string;
  change: (folder: MutableFolder) => void;
  named: string;
  nearest: string;
}

const rows: Row[] = [
  {
    what: "an initial state",
    change: ({ lifecycle }) => {
      lifecycle.initial = "anounced";
    },
    named: "anounced",
    nearest: "announced",
  },
  {
    what: "a state that an event leads to",
    change: ({ lifecycle }) => {
      lifecycle.states["in_delivery"] = { on: { "parcel.delivered": "deliverd" } };
    },
    named: "deliverd",
    nearest: "delivered",
  },
  {
    what: "a state that a silent move leads to",
    change: ({ lifecycle }) => {
      lifecycle.states["announced"] = { silent: { collect: "underway" } };
    },
    named: "underway",
    nearest: "under_way",
  },
  {
    what: "an event in a state",
    change: ({ lifecycle }) => {
      lifecycle.states["under_way"] = { on: { "parcel.acepted": "in_delivery" } };
    },
    named: "parcel.acepted",
    nearest: "parcel.accepted",
  },
  {
    what: "a silent move in a state",
    change: ({ lifecycle }) => {
      lifecycle.states["announced"] = { silent: { colect: "under_way" } };
    },
    named: "colect",
    nearest: "collect",
  },
  {
    what: "an event that comes of itself in a state",
    change: ({ lifecycle }) => {
      lifecycle.states["in_delivery"] = { goesOn: ["parcel.delivred"] };
    },
    named: "parcel.delivred",
    nearest: "parcel.delivered",
  },
  {
    what: "an event that a silent move counts from",
    change: ({ lifecycle }) => {
      lifecycle.silent = { ...lifecycle.silent, collect: { after: "PT1H", since: ["parcel.acceptd"] } };
    },
    named: "parcel.acceptd",
    nearest: "parcel.accepted",
  },
  {
    what: "an event with a delay",
    change: ({ lifecycle }) => {
      lifecycle.delays = { "parcel.lost": { after: "PT1M" } };
    },
    named: "parcel.lost",
    nearest: "parcel.accepted",
  },
  {
    what: "an event that a delay counts from",
    change: ({ lifecycle }) => {
      lifecycle.delays = { "parcel.delivered": { after: "PT1M", since: ["parcel.acceptd"] } };
    },
    named: "parcel.acceptd",
    nearest: "parcel.accepted",
  },
  {
    what: "a retry schedule",
    change: ({ lifecycle }) => {
      lifecycle.delays = { "parcel.delivered": { retry: "round" } };
    },
    named: "round",
    nearest: "rounds",
  },
  {
    what: "an event in a lifecycle",
    change: ({ lifecycle }) => {
      lifecycle.lifecycles["delivery"] = { description: "x", steps: ["parcel.accepted", "delivered"] };
    },
    named: "delivered",
    nearest: "parcel.delivered",
  },
  {
    what: "a repeated event in a lifecycle",
    change: ({ lifecycle }) => {
      lifecycle.lifecycles["delivery"] = { description: "x", steps: [{ event: "parcel.delivery.fail", repeat: true }] };
    },
    named: "parcel.delivery.fail",
    nearest: "parcel.delivery.failed",
  },
  {
    what: "a silent move in a lifecycle",
    change: ({ lifecycle }) => {
      lifecycle.lifecycles["delivery"] = { description: "x", steps: [{ silent: "colect" }] };
    },
    named: "colect",
    nearest: "collect",
  },
  {
    what: "a lifecycle in a lifecycle",
    change: ({ lifecycle }) => {
      lifecycle.lifecycles["delivery"] = { description: "x", steps: [{ lifecycle: "nobody-hom" }] };
    },
    named: "nobody-hom",
    nearest: "nobody-home",
  },
  {
    what: "the schema of an envelope",
    change: ({ provider }) => {
      provider.envelopes = [{ name: "box", schema: "defs/parcl.schema.json", payload: "/data" }];
    },
    named: "defs/parcl.schema.json",
    nearest: "defs/parcel.schema.json",
  },
  {
    what: "the schema of a test message",
    change: ({ provider }) => {
      provider.testMessages = [{ name: "hello", schema: "defs/parcl.schema.json", body: {} }];
    },
    named: "defs/parcl.schema.json",
    nearest: "defs/parcel.schema.json",
  },
];

it.each(rows)("$what that is not known is refused with the nearest that is", async ({ change, named, nearest }) => {
  const error = await refusal(change);
  expect(error.code).toBe("invalid-provider");
  expect(error.message).toContain('"parcels"');
  expect(error.message).toContain(`"${named}", which is not known (nearest: ${nearest}`);
});

it("an event schema that names another event type than its file is refused", async () => {
  const error = await refusal(({ schemas }) => {
    const { properties } = schemas[DELIVERED] ?? {};
    if (properties) properties["type"] = { const: "parcel.accepted" };
  });
  expect(error.message).toContain(
    `${DELIVERED} has "parcel.accepted" at /type, not the event type that it is named after`,
  );
});

it("an event schema that names a status which is no state is refused", async () => {
  const error = await refusal(({ schemas }) => {
    const { properties } = schemas[DELIVERED] ?? {};
    if (properties) properties["parcel"] = { type: "object", properties: { status: { enum: ["deliverd"] } } };
  });
  expect(error.message).toContain('"deliverd", which is not known (nearest: delivered');
});

it("names of Object.prototype are not known names", async () => {
  const error = await refusal(({ lifecycle }) => {
    lifecycle.initial = "constructor";
  });
  expect(error.message).toContain('"constructor", which is not known');
});

it("a folder without events is refused", async () => {
  const error = await refusal((folder) => {
    folder.schemas = {};
  });
  expect(error.message).toContain("there is no events/");
});

it("all that is wrong is said at once", async () => {
  const error = await refusal(({ lifecycle }) => {
    lifecycle.initial = "nowhere";
    lifecycle.delays = { "parcel.delivered": { retry: "round" } };
  });
  expect(error.message).toMatch(/"nowhere".*"round"/);
});

it("a lifecycle that contains itself is refused", async () => {
  const error = await refusal(({ lifecycle }) => {
    lifecycle.lifecycles["delivery"] = { description: "x", steps: [{ lifecycle: "nobody-home" }] };
    lifecycle.lifecycles["nobody-home"] = { description: "x", steps: [{ lifecycle: "delivery" }] };
  });
  expect(error.code).toBe("invalid-provider");
});
