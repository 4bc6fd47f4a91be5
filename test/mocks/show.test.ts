import { buildLifecycle } from "hookwright";
import cloud66 from "hookwright/cloud66";
import cloudflare, { type CloudflareSubject } from "hookwright/cloudflare";
import { mockProvider } from "hookwright/msw";
import { expect, it } from "vitest";
import { call, openMocks, startMock } from "../support/cloudflare-mock.ts";
import { thrownBy } from "../support/thrown.ts";

const { server } = openMocks();

const [subject] = buildLifecycle(cloudflare, "issuance", { seed: 7 }).subjects as [CloudflareSubject];
const path = `/zones/${subject.zoneId}/custom_hostnames/${subject.id}`;

const statusOf = async (): Promise<unknown> => {
  const response = await call("GET", path);
  const { result } = (await response.json()) as { result: { ssl: { status: string } } | null };
  return result?.ssl.status ?? response.status;
};

it("the API answers as in the state that is shown, of a subject that it did not know, and again in another", async () => {
  const { api } = startMock(server);
  const seen: unknown[] = [];
  for (const status of ["pending_validation", "active", "pending_deletion", "deleted", "pending_issuance"]) {
    api.show(subject, status);
    seen.push(await statusOf());
  }
  expect(seen).toEqual(["pending_validation", "active", "pending_deletion", 404, "pending_issuance"]);
  expect(api.resources).toMatchObject([{ subject, status: "pending_issuance" }]);
});

it("every status of lifecycle.json can be shown, and is in the schema", async () => {
  const { api } = startMock(server);
  for (const [status, { gone }] of Object.entries(cloudflare.machine.states)) {
    api.show(subject, status);
    expect(await statusOf()).toBe(gone ? 404 : status);
  }
});

it("what was to come for the subject does not, and other subjects' events do", async () => {
  const { api, create, received } = startMock(server);
  const { id } = await create();
  await create("other.acme.com");
  api.show({ id }, "active");
  await api.advance({ days: 400 });
  expect(new Set(received.map(({ event }) => event.data.hostname))).toEqual(new Set(["other.acme.com"]));
  expect(api.resources.map(({ status }) => status)).toEqual(["active", "active"]);
});

it("a resource that the API made is found by some of its subject's fields", async () => {
  const { api, create, get } = startMock(server);
  const { id } = await create();
  api.show({ hostname: "shop.acme.com" }, "active");
  expect((await get(id)).ssl?.status).toBe("active");
  expect(api.resources).toHaveLength(1);
});

it("what the newest event said is not shown any more", async () => {
  const { api, create, get } = startMock(server);
  api.plan("validation-failure");
  const { id } = await create();
  await api.advance({ seconds: 70 });
  expect((await get(id)).ssl).toHaveProperty("validation_errors");
  api.show({ id }, "pending_validation");
  expect((await get(id)).ssl).not.toHaveProperty("validation_errors");
});

it("fields that are given anew are taken over: another certificate", async () => {
  const { api, create, get } = startMock(server);
  const { id } = await create();
  const certificateId = "4f6a4b5e-9f0b-4c55-8a1f-0c8f3f6f2f10";
  api.show({ id, certificateId }, "active");
  expect((await get(id)).ssl?.id).toBe(certificateId);
});

it("a subject that is gone can be created again", async () => {
  const { api, create } = startMock(server);
  const { id } = await create();
  api.show({ id }, "deleted");
  expect((await create()).id).not.toBe(id);
});

it("what is shown as pending can be validated through the API, and then its events come", async () => {
  const { api, types } = startMock(server);
  api.show(subject, "pending_validation");
  await call("PATCH", path, { ssl: { method: "http", type: "dv" } });
  await api.advance({ days: 1 });
  expect(types()).toEqual(["validation.succeeded", "issuance.succeeded", "deployment.succeeded"]);
});

it("what is shown as active can be deleted through the API, and then its deletion comes, of that subject", async () => {
  const { api, received, types } = startMock(server);
  api.show(subject, "active");
  expect((await call("DELETE", path)).status).toBe(200);
  await api.advance({ days: 1 });
  expect(types()).toEqual(["deletion.succeeded"]);
  expect(received[0]?.event.data).toMatchObject({ id: subject.id, hostname: subject.hostname });
});

it("a status that does not exist is refused with the known ones, and so is a field", async () => {
  const { api } = startMock(server);
  const status = await thrownBy(() => api.show(subject, "activ"));
  expect([status.code, status.message]).toEqual(["unknown-name", expect.stringContaining("nearest first: active")]);
  const field = await thrownBy(() => api.show({ hostName: "a.b" } as object, "active"));
  expect([field.code, field.message]).toEqual(["unknown-name", expect.stringContaining("nearest first: hostname")]);
  expect(api.resources).toEqual([]);
});

it("a provider without an API shows its resources, too", () => {
  const api = mockProvider(cloud66);
  api.show({ stackId: 7, name: "ssl" }, "installed");
  expect(api.resources).toMatchObject([{ subject: { stackId: 7, name: "ssl" }, status: "installed" }]);
});
