import type { Subject } from "../../schemas/provider.ts";
import { unknownName } from "../../schemas/unknown-name.ts";
import { type Mock, newLife } from "./mock.ts";
import { nextResource } from "./next-resource.ts";
import { adopt, resourceOf, updateResource } from "./resources.ts";

/**
 * Sets the resource of a subject to a status at once, making it if need be; what was to come for it does not.
 * @throws HookwrightError `unknown-name` for a status, or a field that the provider's subjects have not
 */
export const show = (mock: Mock, subject: Subject, status: string): void => {
  const { states } = mock.provider.machine;
  if (!Object.hasOwn(states, status)) throw unknownName("status", status, Object.keys(states));
  const fields = Object.keys(mock.provider.definition.subject);
  const unknown = Object.keys(subject).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw unknownName("field of the subject", unknown, fields);
  const known = resourceOf(mock, subject);
  if (!known) {
    const next = nextResource(mock);
    const resource = {
      ...next,
      subject: { ...next.subject, ...subject },
      status,
      createdAt: mock.clock.now(),
      data: {},
    };
    adopt(mock, { ...mock.state, resources: mock.state.resources.concat(resource) });
    mock.lives.set(resource.index, newLife(mock, {}));
    return;
  }
  mock.clock.cancel(known.index);
  mock.lives.set(known.index, { ...newLife(mock, {}), ...mock.lives.get(known.index), pending: [] });
  // No event led here: what the newest one said is not so any more.
  updateResource(mock, known.index, { status, event: null, subject: { ...known.subject, ...subject } });
};
