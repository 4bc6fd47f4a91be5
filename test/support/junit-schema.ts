import type { Element } from "./parse-xml.ts";

interface Rule {
  required: readonly string[];
  optional?: readonly string[];
  /** In this order. */
  children?: readonly string[];
}

// As Jenkins' junit-10.xsd has it, as far as reports use it.
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { required: [], optional: ["name", "tests", "failures", "errors", "skipped"], children: ["testsuite"] },
  testsuite: {
    required: ["name", "tests", "failures", "errors"],
    optional: ["skipped", "timestamp", "time"],
    children: ["properties", "testcase"],
  },
  properties: { required: [], children: ["property"] },
  property: { required: ["name", "value"] },
  testcase: { required: ["name"], optional: ["classname", "time"], children: ["skipped", "failure", "system-out"] },
  skipped: { required: [], optional: ["message"] },
  failure: { required: [], optional: ["message", "type"] },
  "system-out": { required: [] },
};

const NUMBER = /^\d+(\.\d+)?$/;
const NUMBERS = ["tests", "failures", "errors", "skipped", "time"];

/** What is wrong with a JUnit document by its schema. */
export const junitErrors = (element: Element): string[] => {
  const { name, attributes, children } = element;
  const rule = RULES[name];
  if (!rule) return [`<${name}> is no element of JUnit`];
  const { required, optional = [], children: order = [] } = rule;
  const places = children.map((child) => order.indexOf(child.name));
  return [
    ...required.filter((one) => !(one in attributes)).map((one) => `<${name}> has no ${one}`),
    ...Object.keys(attributes)
      .filter((one) => ![...required, ...optional].includes(one))
      .map((one) => `<${name}> must not have ${one}`),
    ...NUMBERS.filter((one) => one in attributes && !NUMBER.test(attributes[one] ?? "")).map(
      (one) => `${one} of <${name}> is no number`,
    ),
    ...places.filter((place, i) => place < Math.max(0, ...places.slice(0, i))).map(() => `<${name}> is out of order`),
    ...children.flatMap(junitErrors),
  ];
};
