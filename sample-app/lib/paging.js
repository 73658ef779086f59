'use strict';

/**
 * Which part of a list to show.
 *
 * @param {string} base path of the list
 * @param {Object} query what else its links carry; empty values are left out
 * @returns {{page: number, limit: number, total: number, pages: number, several: boolean, skip: number, links: Object}}
 */
module.exports = (base, query, { page, limit, total }) => {
  const pages = Math.max(1, Math.ceil(total / limit));
  const current = Math.min(page, pages);
  const link = (number) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, page: number > 1 ? number : '' })) {
      if (value !== '') {
        params.set(name, value);
      }
    }
    const text = params.toString();
    return text ? `${base}?${text}` : base;
  };

  const links = { self: link(current), first: link(1), last: link(pages) };
  if (current > 1) {
    links.prev = link(current - 1);
  }
  if (current < pages) {
    links.next = link(current + 1);
  }
  return { page: current, limit, total, pages, several: pages > 1, skip: (current - 1) * limit, links };
};
