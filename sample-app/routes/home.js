'use strict';

const express = require('express');
const Bookmark = require('../models/bookmark');
const User = require('../models/user');
const paging = require('../lib/paging');
const origin = require('../lib/origin');
const { present } = require('../lib/presenter');
const { searchOf } = require('../lib/search');
const { feed } = require('./live');

const PAGE_SIZE = 10;
const router = express.Router();

router.get('/', async (req, res) => {
  const search = searchOf(req.query);
  const since = feed.since; // asked for before the list is read: what comes in between is in both
  const filter = Bookmark.filterFor(search);
  const [total, tags] = await Promise.all([Bookmark.count(filter), Bookmark.tally('tags', { limit: 18 })]);
  const pages = paging('/', search, { page: pageNumber(req.query.page), limit: PAGE_SIZE, total });
  const data = await Bookmark.find(filter, pages);

  res.render('homeView', {
    title: titleOf(search),
    data: data.map((bookmark) => present(bookmark, req.user)),
    search,
    live: since !== null && pages.page === 1 && { url: liveUrl(search), since, limit: PAGE_SIZE },
    isSearch: Boolean(search.q || search.tag || search.by),
    pages,
    tags: tags.map((tag) => ({ ...tag, current: tag.name === search.tag })),
  });
});

router.get('/tags', async (req, res) => {
  const tags = await Bookmark.tally('tags');
  tags.sort((a, b) => (a.name < b.name ? -1 : 1));
  res.render('tagsView', { title: 'All tags', tags });
});

router.get('/statistics', async (req, res) => {
  const [bookmarks, people, tags, hosts, months] = await Promise.all([
    Bookmark.count({}),
    User.count(),
    Bookmark.tally('tags'),
    Bookmark.tally('host', { limit: 5 }),
    Bookmark.tally('month'),
  ]);
  res.render('statistics.pug', {
    title: 'Statistics',
    totals: { bookmarks, people, tags: tags.length },
    tags: tags.slice(0, 10),
    hosts,
    months: lastMonths(12, months),
  });
});

router.get('/api', (req, res) => {
  res.render('apiView', { title: 'API', origin: origin(req) });
});

/** Where a list hears of changes. */
function liveUrl(search) {
  const query = new URLSearchParams(Object.entries(search).filter(([, value]) => value)).toString();
  return query ? `/live?${query}` : '/live';
}

function pageNumber(text) {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

function titleOf({ q, tag, by }) {
  const parts = [q && `“${q}”`, tag && `tagged ${tag}`, by && `saved by ${by}`].filter(Boolean);
  return parts.length > 0 ? `Bookmarks ${parts.join(', ')}` : 'Latest bookmarks';
}

/** The counts of the last months up to this one, with zeros where there are none. */
function lastMonths(length, counts) {
  const byName = new Map(counts.map(({ name, count }) => [name, count]));
  const now = new Date();
  return Array.from({ length }, (_, i) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - length + 1 + i, 1));
    return { month, count: byName.get(month.toISOString().slice(0, 7)) ?? 0 };
  });
}

module.exports = router;
