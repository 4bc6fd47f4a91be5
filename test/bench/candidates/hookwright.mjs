import { eventType, provider } from "../subject.mjs";

const nothingFixed = () => false;

/** What a provider's emitted generator does by itself. */
export const make = () => {
  const generator = provider.generator(eventType);
  const drawOf = (index) => ({ seed: 1, run: 0, index, incarnation: 0, replacement: 0, step: 1 });
  const follows = ({ data }) => data.custom_origin_server === `0001.${data.hostname}`;
  // A generator may draw derived fields right away, or leave them to derive: either way they count.
  const value = follows(generator.draw(drawOf(0)))
    ? (index) => generator.draw(drawOf(index))
    : (index) => {
        const drawn = generator.draw(drawOf(index));
        generator.derive(drawn, nothingFixed);
        return drawn;
      };
  const text = generator.text ? (index) => generator.text(drawOf(index)) : (index) => JSON.stringify(value(index));
  return { value, text };
};

export const note = provider.generator(eventType).text
  ? undefined
  : "has no text of its own yet: JSON.stringify of the value";
