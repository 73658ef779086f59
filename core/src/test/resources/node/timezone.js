'use strict';

const { appendFileSync } = require('fs');
const out = (...parts) => appendFileSync(process.env.OUT, `${parts.join(' | ')}\n`);
const winter = new Date(Date.UTC(2024, 0, 15, 12));
const summer = new Date(Date.UTC(2024, 6, 15, 12));

function show(label) {
  out(label, winter.toString(), summer.toString(), summer.getHours(), winter.getTimezoneOffset(), summer.toLocaleString('en-US'),
    summer.toLocaleTimeString('en-US', { timeZoneName: 'long' }), Intl.DateTimeFormat().resolvedOptions().timeZone,
    summer.toTimeString(), new Date(2024, 0, 1).toISOString(), Date.parse('2024-01-01T00:00'));
}

for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC', 'Etc/UTC', 'Zulu', 'Etc/GMT+5', 'Asia/Tokyo', 'EST',
  'EST5EDT', 'CET', 'Europe/Kiev', 'Europe/Kyiv', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'PST8PDT', ':Europe/Paris',
  'US/Pacific', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Africa/Cairo', 'Europe/London', 'Europe/Dublin']) {
  process.env.TZ = zone;
  show(zone);
}
for (const zone of ['UTC+3', 'ABC-2', 'GMT+2']) {
  process.env.TZ = zone;
  out(zone, winter.toString(), winter.getTimezoneOffset());
}
for (const zone of ['Bogus/Zone', '', 'utc', 'europe/berlin', undefined]) {
  process.env.TZ = zone;
  out(zone, winter.toISOString(), winter.getHours(), winter.getTimezoneOffset(), winter.toString().slice(0, 33));
}
Object.assign(process.env, { TZ: 'Asia/Tokyo' });
show('assign');
Object.defineProperty(process.env, 'TZ', { value: 'Europe/Rome', configurable: true, writable: true, enumerable: true });
show('define');
const { TZ, ...others } = process.env;
process.env.TZ = 'Asia/Tokyo';
process.env = { ...others, TZ };
out(winter.getHours());
