import { subscribe } from './subscribe.js';

const list = document.querySelector('ul');
const form = document.querySelector('form');

subscribe('messages', (messages, what) => {
  const items = [...messages.values()].map(({ text }) => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  });
  list.replaceChildren(...items);
  if (what === 'ready') {
    list.dataset.state = 'ready';
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  fetch('/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: form.elements.text.value }),
  });
  form.reset();
});
