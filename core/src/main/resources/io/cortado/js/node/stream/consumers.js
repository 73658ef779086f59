'use strict';

/** Node's `stream/consumers`: a whole stream as one value. */

async function each(stream, take) {
  for await (const chunk of stream) take(chunk);
}

async function buffer(stream) {
  const chunks = [];
  await each(stream, (chunk) => chunks.push(chunk instanceof Uint8Array ? chunk : Buffer.from(chunk)));
  return Buffer.concat(chunks);
}

async function arrayBuffer(stream) {
  const { buffer: all, byteOffset, byteLength } = await buffer(stream);
  return all.slice(byteOffset, byteOffset + byteLength);
}

async function text(stream) {
  const decoder = new TextDecoder();
  const parts = [];
  await each(stream, (chunk) => parts.push(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })));
  return parts.join('') + decoder.decode();
}

async function json(stream) {
  return JSON.parse(await text(stream));
}

async function blob(stream) {
  const parts = [];
  await each(stream, (chunk) => parts.push(chunk));
  return new Blob(parts);
}

module.exports = { arrayBuffer, blob, buffer, json, text };
