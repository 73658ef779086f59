'use strict';

const MAX = { url: 2000, title: 200, description: 1000, tag: 30, tags: 10 };
const FIELDS = ['url', 'title', 'description', 'tags'];
const TAG = /^[\p{L}\p{N}][\p{L}\p{N} .+#_-]*$/u;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{2,29}$/;

exports.FIELDS = FIELDS;

/** A text of a form or query as one trimmed line; whatever is no text is an empty one. */
exports.line = (value) => (typeof value === 'string' ? value.replace(/[\s\p{Cc}]+/gu, ' ').trim() : '');

const paragraph = (value) =>
  (typeof value === 'string' ? value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '').trim() : '');

/**
 * Checks a bookmark, with its tags as one text with commas or as an array.
 *
 * @param {string[]} names the fields to check: all of them, or those that a PATCH gives
 * @returns {{values: Object, errors: Object<string, string>}} cleaned values, and a message for each wrong field
 */
exports.bookmark = (input, names = FIELDS) => {
  const values = {};
  const errors = {};
  for (const name of names) {
    try {
      values[name] = checks[name](input[name]);
    } catch (error) {
      if (!(error instanceof Invalid)) {
        throw error;
      }
      errors[name] = error.message;
    }
  }
  return { values, errors };
};

/** Checks the form of a new account. */
exports.account = ({ name, password }) => {
  const errors = {};
  if (!NAME.test(exports.line(name))) {
    errors.name = 'Choose a name of 3 to 30 letters, digits, hyphens or underscores';
  }
  if (typeof password !== 'string' || password.length < 10) {
    errors.password = 'Choose a password of at least 10 characters';
  } else if (password.length > 200) {
    errors.password = 'Choose a password of at most 200 characters';
  }
  return { values: { name: exports.line(name), password }, errors };
};

/** Cuts what another program wrote down to what is allowed here: long texts, too many and odd tags. */
exports.trimmed = ({ url, title, description, tags }) => ({
  url,
  title: exports.line(title).slice(0, MAX.title),
  description: paragraph(description).slice(0, MAX.description),
  tags: tags.map(exports.line).filter((tag) => tag.length <= MAX.tag && TAG.test(tag)).slice(0, MAX.tags),
});

class Invalid extends Error {}

const checks = {
  url(value) {
    const text = required(value, 'Enter the address of the page');
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
      throw new Invalid('Enter an address that starts with http:// or https://');
    }
    return atMost(MAX.url, url.href, 'The address');
  },

  title(value) {
    return atMost(MAX.title, required(value, 'Enter a title'), 'The title');
  },

  description(value) {
    requireText(value ?? '');
    return atMost(MAX.description, paragraph(value), 'The description');
  },

  tags(value) {
    const list = Array.isArray(value) ? value : requireText(value ?? '').split(',');
    list.forEach(requireText);
    const tags = [...new Set(list.map((tag) => exports.line(tag).toLowerCase()).filter(Boolean))];
    if (tags.length > MAX.tags) {
      throw new Invalid(`Use at most ${MAX.tags} tags`);
    }
    for (const tag of tags) {
      if (tag.length > MAX.tag) {
        throw new Invalid(`A tag can have at most ${MAX.tag} characters`);
      }
      if (!TAG.test(tag)) {
        throw new Invalid('Use letters, digits, spaces and . + # - _ in tags, with commas between them');
      }
    }
    return tags;
  },
};

function requireText(value) {
  if (typeof value !== 'string') {
    throw new Invalid('This must be text');
  }
  return value;
}

function required(value, message) {
  const text = exports.line(requireText(value ?? ''));
  if (text === '') {
    throw new Invalid(message);
  }
  return text;
}

function atMost(length, text, what) {
  if (text.length > length) {
    throw new Invalid(`${what} can have at most ${length} characters (it has ${text.length})`);
  }
  return text;
}
