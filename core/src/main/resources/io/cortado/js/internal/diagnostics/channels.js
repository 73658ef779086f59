'use strict';

// The diagnostics channels of http and net. Nobody can subscribe before diagnostics_channel is loaded, so until then
// they are null and cost one look.

const NAMES = {
  clientStart: 'http.client.request.start',
  clientError: 'http.client.request.error',
  clientFinish: 'http.client.response.finish',
  serverStart: 'http.server.request.start',
  serverFinish: 'http.server.response.finish',
  clientSocket: 'net.client.socket',
  serverSocket: 'net.server.socket',
};

const channels = module.exports = {
  /** Called by diagnostics_channel when it is there. */
  open(channel) {
    for (const [key, name] of Object.entries(NAMES)) channels[key] = channel(name);
  },
};
for (const key of Object.keys(NAMES)) channels[key] = null;
/** Called with each response of a server that is over, where somebody counts them; see http/server/observed.js. */
channels.serverOver = null;
