// One candidate in one process: node measure.mjs <file of candidates/> <value|text>
import { eventType, provider } from "./subject.mjs";

const SAMPLES = 200;
const WARM_UP_MS = 300;
const MEASURE_MS = 500;
const BATCH_MS = 2; // the clock is read once a batch

const [file, form] = process.argv.slice(2);
const { make, note } = await import(`./candidates/${file}.mjs`);
const candidate = await make();

const validate = provider.validator(eventType);
let valid = 0;
let bytes = 0;
for (let i = 0; i < SAMPLES; i++) {
  const text = form === "text" ? candidate.text(i) : JSON.stringify(candidate.value(i));
  if (validate(JSON.parse(text))) valid++;
  bytes += Buffer.byteLength(text);
}

// What nobody keeps might never be made. A concatenated text is but a tree of its parts until it is read: whoever sends it
// needs it flat, as JSON.stringify gives it, so flattening counts.
let kept;
const keep = {
  value: (value) => {
    kept = value;
  },
  text: (text) => {
    kept = text.charCodeAt(1);
  },
}[form];

let index = SAMPLES;
const batch = (size) => {
  const started = performance.now();
  for (let i = 0; i < size; i++) keep(candidate[form](index++));
  return performance.now() - started;
};

const batchFor = () => {
  let size = 1;
  for (let spent = 0; spent < WARM_UP_MS; ) {
    const ms = batch(size);
    spent += ms;
    if (ms < BATCH_MS) size *= 2;
  }
  return size;
};

const size = batchFor();
let made = 0;
let ms = 0;
while (ms < MEASURE_MS) {
  ms += batch(size);
  made += size;
}
if (kept === undefined) throw new Error(`${file} makes no ${form}`);
console.log(JSON.stringify({ perSecond: (made / ms) * 1000, valid: valid / SAMPLES, bytes: bytes / SAMPLES, note }));
