'use strict';

// What web streams show of themselves: nothing of their state.
const lines = [];
const streams = [
  new ReadableStream({ start(controller) { controller.enqueue('a'); } }),
  new ReadableStream({ type: 'bytes' }),
  new WritableStream({}),
  new TransformStream({}),
  new Response('text').body,
];
for (const stream of streams) {
  const seen = [];
  for (const key in stream) seen.push(key);
  lines.push(`${JSON.stringify(stream)} ${Object.keys(stream)} ${seen}`);
}
for (const held of [streams[0].getReader(), streams[2].getWriter()]) lines.push(`${JSON.stringify(held)} ${Object.keys(held)}`);
require('fs').writeFileSync(process.env.OUT, lines.join('\n'));
