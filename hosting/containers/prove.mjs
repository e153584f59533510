// Sends one photograph through its intake and finds it again: node prove.mjs ADDRESS API_KEY PHOTO
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const [address, key, photo] = process.argv.slice(2);
const headers = { 'X-Api-Key': key };

const json = async (path, options = {}) => {
  const response = await fetch(address + path, { headers, ...options });
  const body = await response.json();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(body)}`);
  return body;
};

const form = new FormData();
form.append('files', new Blob([await readFile(photo)], { type: 'image/png' }), basename(photo));
const { results } = await json('/api/assets', { method: 'POST', body: form });
const { id } = results[0].asset;

let asset;
for (let tries = 0; tries < 120; tries++) {
  asset = await json(`/api/assets/${id}`);
  if (asset.state !== 'processing') break;
  await new Promise((resolve) => setTimeout(resolve, 500));
}
if (asset.state !== 'ready') throw new Error(`The photograph ended ${asset.state}: ${asset.failure}`);

const { items } = await json('/api/search?q=' + encodeURIComponent('a mug with a hot drink'));
if (!items.some((item) => item.asset.id === id)) throw new Error('Search does not find the photograph.');
console.log(`[setup] ${asset.fileName}: ${asset.caption}`);
