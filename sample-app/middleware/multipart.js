'use strict';

const express = require('express');

const HEADER_END = Buffer.from('\r\n\r\n');
const MAX_PARTS = 20;

/**
 * Reads `multipart/form-data`: fields into `req.body`, files into `req.files` as { name, type, data }.
 *
 * @param {{limit: string}} options the largest body, as for express.raw
 */
module.exports = ({ limit }) => [
  express.raw({ type: 'multipart/form-data', limit }),
  (req, res, next) => {
    if (!req.is('multipart/form-data')) {
      next();
      return;
    }
    const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(req.get('Content-Type'));
    if (!boundary || !Buffer.isBuffer(req.body)) {
      next(badRequest('The uploaded form has no boundary.'));
      return;
    }
    const body = req.body;
    req.body = Object.create(null);
    req.files = Object.create(null);
    try {
      for (const part of split(body, Buffer.from(`--${boundary[1] ?? boundary[2]}`))) {
        store(req, part);
      }
      next();
    } catch (error) {
      next(error);
    }
  },
];

/** The parts between the boundaries, each as { header, data }. */
function split(body, delimiter) {
  const parts = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    start += delimiter.length;
    if (body.toString('latin1', start, start + 2) === '--') {
      return parts;
    }
    const headerEnd = body.indexOf(HEADER_END, start);
    const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start);
    if (end === -1 || headerEnd === -1 || headerEnd > end || parts.length === MAX_PARTS) {
      break;
    }
    parts.push({
      header: body.toString('utf8', start, headerEnd),
      data: body.subarray(headerEnd + HEADER_END.length, end),
    });
    start = end + 2;
  }
  throw badRequest('The uploaded form is not complete.');
}

function store(req, { header, data }) {
  const name = /^content-disposition:.*?;\s*name="([^"]*)"/im.exec(header)?.[1];
  if (name === undefined) {
    throw badRequest('A part of the uploaded form has no name.');
  }
  const file = /^content-disposition:.*?;\s*filename="([^"]*)"/im.exec(header);
  if (file === null) {
    req.body[name] = data.toString('utf8');
    return;
  }
  const type = /^content-type:\s*([^\s;]+)/im.exec(header)?.[1] ?? 'text/plain';
  req.files[name] = { name: file[1], type, data };
}

function badRequest(message) {
  return Object.assign(new Error(message), { status: 400, expose: true });
}
