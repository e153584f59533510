import { h } from '../lib/dom.js';
import { toast } from '../shell/toast.js';

/** Buttons for what can be done with a resource now. */
export function commandButtons(resource, { compact = false } = {}) {
  return (resource.commands ?? [])
    .filter((command) => command.state !== 'hidden' && (!compact || command.state === 'enabled'))
    .map((command) =>
      h(
        'button',
        {
          type: 'button',
          disabled: command.state === 'disabled',
          dataset: { focus: `command-${command.name}` },
          onclick: (event) => {
            event.stopPropagation();
            void run(resource, command, event.currentTarget);
          },
        },
        command.displayName || command.name,
      ),
    );
}

async function run(resource, command, button) {
  if (command.confirmation && !(await confirmed(command))) return;
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  try {
    await post(`api/resources/${encodeURIComponent(resource.name)}/commands/${encodeURIComponent(command.name)}`);
  } catch (problem) {
    toast(problem.message);
  } finally {
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }
}

/** Posts, and throws the server's own sentence when it says no. */
export async function post(path) {
  const response = await fetch(path, { method: 'POST' }).catch(() => {
    throw new Error('The dashboard does not answer.');
  });
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => null);
  throw new Error(problem?.detail ?? `The dashboard answered ${response.status}.`);
}

function confirmed(command) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog.confirm',
      { onclose: () => (dialog.remove(), resolve(dialog.returnValue === 'yes')) },
      h(
        'form',
        { method: 'dialog' },
        h('p', {}, command.confirmation),
        h(
          'div.actions',
          {},
          h('button', { value: 'no', autofocus: true }, 'Cancel'),
          h('button.primary', { value: 'yes' }, command.displayName || command.name),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
