'use strict';

const { WebSocketServer } = require('ws');

const MAX_UNSENT = 1024 * 1024;
const PING = 30000;
const TRY_AGAIN = 1013;

/**
 * Answers WebSockets at `/subscribe?collection=NAME`, for the collections that are named with the fields that all may see.
 * A client gets `added` for each document, `ready`, and then what happens: `added`, `changed` and `removed`. Each carries a
 * token; with `after=TOKEN` a client that was away gets only what it has missed, or `reset` and all of it again.
 */
exports.publish = (server, db, publications) => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  const pings = setInterval(() => sockets.clients.forEach(ping), PING);

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url, 'http://localhost');
    const name = url.searchParams.get('collection');
    if (url.pathname !== '/subscribe' || !Object.hasOwn(publications, name) || !isOfThisSite(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      serve(client, db.collection(name), publications[name], url.searchParams.get('after'));
    });
  });

  return {
    close() {
      clearInterval(pings);
      sockets.clients.forEach((client) => client.terminate());
    },
  };
};

/** Browsers send cookies along with any site's WebSockets, so that the site has to be looked at. */
function isOfThisSite({ headers }) {
  return headers.origin === undefined || URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

async function serve(client, collection, fields, after) {
  let stream = null;
  client.isAlive = true;
  client.on('pong', () => (client.isAlive = true));
  client.on('error', () => client.terminate());
  client.on('close', () => stream?.close());

  const send = (message) => {
    if (client.bufferedAmount > MAX_UNSENT) {
      client.close(TRY_AGAIN); // too slow: it comes back with the last token that it has got
    }
    client.send(JSON.stringify(message));
  };
  const document = (msg, { _id, ...values }, token) => {
    const shown = Object.fromEntries(fields.filter((name) => name in values).map((name) => [name, values[name]]));
    send({ msg, id: String(_id), fields: shown, token });
  };
  const change = ({ _id, operationType, documentKey, fullDocument }) => {
    if (operationType === 'delete') {
      send({ msg: 'removed', id: String(documentKey._id), token: _id._data });
    } else if (fullDocument) {
      document(operationType === 'insert' ? 'added' : 'changed', fullDocument, _id._data);
    } else if (operationType === 'invalidate') {
      client.close(TRY_AGAIN); // the collection was dropped
    }
  };
  const open = (options) => {
    if (client.readyState !== client.OPEN) {
      throw new Error('The client has left'); // no stream may outlive it
    }
    stream = collection.watch([], { fullDocument: 'updateLookup', ...options });
    return stream.tryNext();
  };

  try {
    let next = after ? await open({ resumeAfter: { _data: after } }).catch(() => undefined) : undefined;
    if (next === undefined) {
      await stream?.close(); // of a token that is not known any more
      send({ msg: 'reset' });
      // The stream comes first: what is written while the documents are read is told twice, and never missed.
      next = await open({});
      for await (const found of collection.find({})) {
        document('added', found);
      }
    }
    for (; next !== null; next = await stream.tryNext()) {
      change(next);
    }
    send({ msg: 'ready', token: stream.resumeToken._data });
    for (;;) {
      change(await stream.next());
    }
  } catch (error) {
    if (client.readyState === client.OPEN) {
      console.error(error);
      client.close(TRY_AGAIN);
    }
  } finally {
    await stream?.close();
  }
}

function ping(client) {
  if (!client.isAlive) {
    client.terminate();
    return;
  }
  client.isAlive = false;
  client.ping();
}
