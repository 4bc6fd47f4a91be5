import { hash } from "../../../../generators/draws/bits.ts";
import { uniqueHex } from "../../../../generators/draws/identity.ts";
import type { JsonObject } from "../../../../schemas/json-schema.ts";
import type { ApiRequest, ApiState } from "../../../api.ts";

/** What the alerting API remembers. */
export type Kind = "destinations" | "policies";

/** Every record of a kind. */
export const allOf = (state: ApiState, kind: Kind): readonly JsonObject[] => state.records?.[kind] ?? [];

/** The records of a kind in the call's account. */
export const inAccount = (state: ApiState, kind: Kind, { params }: ApiRequest): JsonObject[] =>
  allOf(state, kind).filter(({ account_id }) => account_id === params["account_id"]);

const withRecords = (state: ApiState, kind: Kind, records: readonly JsonObject[]): ApiState => ({
  ...state,
  records: { ...state.records, [kind]: records },
});

/** The id of the next record: 32 hex digits, as in the SDK's examples. */
export const nextId = ({ made = 0 }: ApiState, { seed }: ApiRequest): string =>
  uniqueHex(hash("alerting record"), seed, made, 0, 0);

/** A state with one record more. */
export const added = (state: ApiState, kind: Kind, record: JsonObject): ApiState => ({
  ...withRecords(state, kind, [...allOf(state, kind), record]),
  made: (state.made ?? 0) + 1,
});

/** A state in which a record is changed. */
export const changed = (state: ApiState, kind: Kind, id: unknown, change: JsonObject): ApiState =>
  withRecords(
    state,
    kind,
    allOf(state, kind).map((one) => (one["id"] === id ? { ...one, ...change } : one)),
  );

/** A state without a record. */
export const without = (state: ApiState, kind: Kind, id: unknown): ApiState =>
  withRecords(
    state,
    kind,
    allOf(state, kind).filter((one) => one["id"] !== id),
  );
