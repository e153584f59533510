// Writes what TensorFlow.js itself makes of a synthetic image, for the tests of the converted models:
//   npm install --no-save --prefix /tmp/tfjs @tensorflow/tfjs@4.22.0
//   NODE_PATH=/tmp/tfjs/node_modules node bench/Detection/reference.mjs
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
const root = new URL('../../', import.meta.url);
const packages = new URL('services/ModelGateway/weights/node_modules/', root);
const target = new URL('tests/Integration/ModelGateway/Vision/reference-outputs.json', root);

// A disc and stripes: enough structure for every layer to have something to say. Vision/SyntheticImage.cs draws the same.
const pixels = (side) =>
  Float32Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y, channel] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side), i % 3];
    const [dx, dy] = [x - side / 2, y - side / 2];
    return dx * dx + dy * dy < (side * side) / 9 ? 60 + 80 * channel : (x * (channel + 1) + y * 2) % 256;
  });

const load = (model, shards) => {
  const bytes = Buffer.concat(shards);
  return tf.loadGraphModel(
    tf.io.fromMemory({
      format: 'graph-model',
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest[0].weights,
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    }),
  );
};

await tf.setBackend('cpu');

const centernet = JSON.parse(readFileSync(new URL('@vladmandic/human/models/centernet.json', packages)));
const detector = await load(centernet, [readFileSync(new URL('@vladmandic/human/models/centernet.bin', packages))]);
const [heat, sizes, best] = detector.execute({ 'tower_0/images': tf.tensor(pixels(512), [1, 512, 512, 3]) }, [
  'tower_0/keypoints',
  'tower_0/wh',
  'tower_0/detections',
]);

// Selected values, [channel, row, column, value], a stride apart that shares no factor with the shape.
const select = (tensor, stride) => {
  const [, height, width, channels] = tensor.shape;
  const values = tensor.dataSync();
  return Array.from({ length: Math.floor(values.length / stride) }, (_, k) => {
    const i = k * stride;
    return [i % channels, Math.floor(i / channels / width), Math.floor(i / channels) % width, values[i]];
  });
};

const nsfwjs = new URL('nsfwjs/dist/models/mobilenet_v2_mid/', packages).pathname;
const moderation = require(`${nsfwjs}model.min.js`);
const moderator = await load(
  moderation,
  moderation.weightsManifest[0].paths.map((path) => Buffer.from(require(`${nsfwjs}${path}.min.js`), 'base64')),
);
const scores = moderator.predict(tf.tensor(pixels(224), [1, 224, 224, 3]).div(255));

const reference = {
  heat: select(heat, 16411),
  sizes: select(sizes, 1021),
  best: best.arraySync()[0].slice(0, 20),
  scores: Array.from(scores.dataSync()),
};
writeFileSync(target, `${JSON.stringify(reference, (_, v) => (typeof v === 'number' ? Number(v.toPrecision(7)) : v)).replaceAll('],[', '],\n[')}\n`);
