'use strict';

const events = {};

/** Defines the class of an event; its fields are what the emitter gives, with the event's name among them. */
function define(className, Parent = Object, extras = {}) {
  events[className] = {
    [className]: class extends Parent {
      constructor(fields) {
        super();
        Object.assign(this, fields);
      }
    },
  }[className];
  Object.defineProperties(events[className].prototype, Object.getOwnPropertyDescriptors(extras));
}

const withService = {
  get hasServiceId() {
    return Boolean(this.serviceId);
  },
};
for (const kind of ['Started', 'Succeeded', 'Failed']) define(`Command${kind}Event`, Object, withService);

define('ConnectionPoolMonitoringEvent');
for (const kind of ['CheckedIn', 'CheckedOut', 'CheckOutFailed', 'CheckOutStarted', 'Closed', 'Created', 'PoolCleared',
  'PoolClosed', 'PoolCreated', 'PoolReady', 'Ready']) {
  define(`Connection${kind}Event`, events.ConnectionPoolMonitoringEvent);
}

for (const kind of ['Closed', 'DescriptionChanged', 'HeartbeatFailed', 'HeartbeatStarted', 'HeartbeatSucceeded',
  'Opening']) {
  define(`Server${kind}Event`);
}
for (const kind of ['Closed', 'DescriptionChanged', 'Opening']) define(`Topology${kind}Event`);

define('ServerSelectionEvent');
for (const kind of ['ServerSelectionFailed', 'ServerSelectionStarted', 'ServerSelectionSucceeded',
  'WaitingForSuitableServer']) {
  define(`${kind}Event`, events.ServerSelectionEvent);
}

define('SrvPollingEvent', Object, {
  hostnames() {
    return new Set(this.srvRecords.map(record => `${record.name}:${record.port}`));
  },
});

module.exports = events;
