'use strict';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * Reads the file that browsers write when they export bookmarks ("Netscape bookmark file"). The folders around a
 * link become its tags.
 *
 * @param {string} html
 * @returns {{url: string, title: string, description: string, tags: string[], addedAt: Date|undefined}[]}
 */
exports.parse = (html) => {
  const links = [];
  const folders = [];
  let heading = '';
  for (const { name, attributes, text } of tags(html)) {
    if (name === 'h3') {
      heading = text;
    } else if (name === 'dl') {
      folders.push(heading);
      heading = '';
    } else if (name === '/dl') {
      folders.pop();
    } else if (name === 'a') {
      links.push(link(attributes, text, folders));
    } else if (name === 'dd' && links.length > 0 && text) {
      links.at(-1).description ||= text;
    }
  }
  return links;
};

exports.isBookmarkFile = (html) => /^\s*<!doctype netscape-bookmark-file-1>/i.test(html.slice(0, 1000));

function link(attributes, text, folders) {
  const own = (attributes.tags ?? '').split(',');
  const seconds = Number(attributes.add_date);
  const addedAt = seconds > 0 && seconds * 1000 < Date.now() ? new Date(seconds * 1000) : undefined;
  const url = attributes.href ?? '';
  return { url, title: text || url, description: '', tags: [...own, ...folders].filter(Boolean), addedAt };
}

/** Walks over the tags of a text, each with the plain text that follows it. One pass, whatever the text is. */
function* tags(html) {
  let at = html.indexOf('<');
  while (at !== -1) {
    const end = endOfTag(html, at);
    const next = html.indexOf('<', end);
    const [, name, rest] = /^<(\/?\w*)([^]*)$/.exec(html.slice(at, end));
    const text = html.slice(end + 1, next === -1 ? undefined : next);
    yield { name: name.toLowerCase(), attributes: attributesOf(rest), text: decode(text).replace(/\s+/g, ' ').trim() };
    at = next;
  }
}

function endOfTag(html, start) {
  let quoted = false;
  for (let i = start; i < html.length; i++) {
    if (html[i] === '"') {
      quoted = !quoted;
    } else if (html[i] === '>' && !quoted) {
      return i;
    }
  }
  return html.length;
}

function attributesOf(text) {
  const attributes = {};
  for (const [, name, value] of text.matchAll(/\b([A-Za-z_]{1,20})="([^"]*)"/g)) {
    attributes[name.toLowerCase()] = decode(value);
  }
  return attributes;
}

function decode(text) {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,6}));/gi, (entity, decimal, hex, name) => {
    if (name) {
      return ENTITIES[name.toLowerCase()] ?? entity;
    }
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
