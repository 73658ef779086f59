/**
 * Keeps the documents of a collection as they are on the server, by their ids, and calls `onChange` after each change. It
 * connects again by itself, and then asks for what it has missed.
 */
export function subscribe(collection, onChange) {
  const documents = new Map();
  let token = null;
  let wait = 100;

  const apply = {
    added: ({ id, fields }) => documents.set(id, fields),
    changed: ({ id, fields }) => documents.set(id, fields),
    removed: ({ id }) => documents.delete(id),
    reset: () => documents.clear(),
    ready: () => (wait = 100),
  };

  function connect() {
    const url = new URL('/subscribe', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('collection', collection);
    if (token !== null) {
      url.searchParams.set('after', token);
    }
    const socket = new WebSocket(url);
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      apply[message.msg](message);
      token = message.msg === 'reset' ? null : message.token ?? token;
      onChange(documents, message.msg);
    };
    socket.onclose = () => {
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 5000);
    };
  }

  connect();
  return documents;
}
