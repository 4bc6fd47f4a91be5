import { faker } from "@faker-js/faker/locale/en";
import { eventType } from "../subject.mjs";

const hex32 = () => faker.string.hexadecimal({ length: 32, casing: "lower", prefix: "" });

/** The same payload as most test suites draw it: a call of faker for each field. */
export const make = () => {
  faker.seed(1);
  const value = () => {
    const hostname = `${faker.word.noun()}-${faker.string.hexadecimal({ length: 10, casing: "lower", prefix: "" })}.com`;
    const id = faker.string.uuid();
    return {
      metadata: {
        event: {
          id: faker.string.uuid(),
          type: eventType,
          created_at: faker.date.between({ from: "2020-01-01T00:00:00Z", to: "2029-12-31T00:00:00Z" }).toISOString(),
        },
        account: { id: hex32() },
        zone: { id: hex32() },
      },
      data: {
        id: faker.string.uuid(),
        hostname,
        ssl: {
          id,
          type: "dv",
          method: "cname",
          status: "pending_validation",
          cname: `_ca3-${id.replaceAll("-", "")}.${hostname}`,
          cname_target: "dcv.digicert.com",
          validation_errors: [{ message: `${hostname} reported as potential risk: google_safe_browsing` }],
          settings: {
            min_tls_version: faker.helpers.arrayElement(["1.0", "1.1", "1.2", "1.3"]),
            http2: faker.helpers.arrayElement(["on", "off"]),
          },
        },
        custom_metadata: Object.fromEntries(
          faker.helpers.multiple(() => [faker.word.noun(), faker.word.adjective()], { count: { min: 1, max: 3 } }),
        ),
        custom_origin_server: `0001.${hostname}`,
      },
    };
  };
  return { value, text: () => JSON.stringify(value()) };
};
