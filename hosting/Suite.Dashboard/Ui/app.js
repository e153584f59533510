import { consoleView } from './console.js';
import { resourcesView } from './resources.js';
import { startupView } from './startup.js';
import { start, state, subscribe } from './store.js';

const views = { Resources: resourcesView, 'Start-up': startupView, Console: consoleView };
const sentences = {
  live: 'Live',
  'engine-away': 'The engine does not answer; this is what was last known',
  'server-away': 'The dashboard does not answer; trying again',
};

start();
const root = document.getElementById('view');
views[root.dataset.view](root);

const connection = document.getElementById('connection');
subscribe(() => {
  connection.dataset.state = state.connection;
  connection.textContent = sentences[state.connection];
});
