'use strict';

// Who wants to know when the listeners of a diagnostics channel change, by the channel's name. It lets a publisher
// keep a flag of its own, and spares it loading `diagnostics_channel` when nobody listens.

module.exports = new Map();
