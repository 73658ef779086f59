'use strict';

// Keeps a list of bookmarks up to date while it is looked at. Without it the page is as it was sent.
{
  const list = document.querySelector('[data-live]');
  const status = list.querySelector('[role=status]');
  const count = list.querySelector('.heading p');
  const limit = Number(list.dataset.limit);
  let since = list.dataset.since;
  let source = null;

  const cards = () => [...list.querySelectorAll('article')];
  const find = (id) => cards().find((card) => card.dataset.id === id);
  const timeOf = (card) => card.querySelector('time').dateTime;

  const add = (difference) => {
    const total = Math.max(0, parseInt(count.firstChild.data, 10) + difference);
    count.firstChild.data = count.firstChild.data.replace(/^\d+ bookmarks?/, `${total} bookmark${total === 1 ? '' : 's'}`);
  };

  const parse = (html) => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstElementChild;
  };

  /** Puts a card where its date belongs, unless that is on a later page. */
  const place = (card) => {
    const next = cards().find((other) => timeOf(other) <= timeOf(card));
    if (next) {
      next.before(card);
    } else if (cards().length < limit) {
      (cards().at(-1) ?? list.querySelector('.heading')).after(card);
    }
    cards()[limit]?.remove();
    list.querySelector('.empty')?.remove();
  };

  const handlers = {
    added({ id, title, html }) {
      if (find(id)) {
        return;
      }
      const card = parse(html);
      card.classList.add('fresh');
      place(card);
      add(1);
      status.textContent = `New bookmark: ${title}`;
    },
    changed({ id, html }) {
      const card = parse(html);
      const old = find(id);
      if (old) {
        old.replaceWith(card);
      } else {
        place(card);
      }
    },
    removed({ id }) {
      const card = find(id);
      card?.remove();
      if (card || list.dataset.live === '/live') {
        add(-1);
      }
    },
    lost() {
      if (!list.querySelector('.flash')) {
        const link = Object.assign(document.createElement('a'), { href: location.href, textContent: 'Show all that is new' });
        const note = Object.assign(document.createElement('p'), { className: 'flash' });
        note.append(link);
        list.querySelector('.heading').after(note);
      }
    },
  };

  const connect = () => {
    const url = new URL(list.dataset.live, location.href);
    url.searchParams.set('since', since);
    source = new EventSource(url);
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        since = event.lastEventId || since;
        handle(JSON.parse(event.data));
      });
    }
    source.onopen = () => (list.dataset.state = 'live');
  };

  // A browser has few connections for a site: only the page that is seen keeps one.
  const follow = () => {
    if (document.hidden) {
      source?.close();
      source = null;
      list.dataset.state = 'paused';
    } else if (source === null) {
      connect();
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
