// The review queue: one doubt after the other, the gravest first, until the batch is done.

import { el } from "./dom.js";
import { sendChange } from "./corrections.js";

export function looked(queue) {
  return queue.filter((item) => item.looked).length;
}

/** The next item from a place on, in a direction; one not looked at where there is one. */
export function nextItem(queue, from, step) {
  if (!queue.length) return -1;
  const wrap = (place) => (place + queue.length) % queue.length;
  for (let count = 1, place = wrap(from + step); count <= queue.length; count += 1, place = wrap(place + step)) {
    if (step < 0 || !queue[place].looked) return place;
  }
  return wrap(from + step);
}

function itemBox(app, item, place) {
  const note = el("div", { class: "ukjp-note" });
  app.reviewNote = note;
  return el("div", { class: "ukjp-item", "data-item": item.id, "data-looked": String(item.looked) },
    el("p", { class: "ukjp-muted" }, `${place + 1} of ${app.records.queue.length}${item.looked ? ", looked at" : ""}`),
    el("ul", {}, item.why.map((words) => el("li", {}, words))),
    app.canCorrect ? el("div", { class: "ukjp-actions" },
      el("button", { type: "button", class: "ukjp-primary", "data-tool": "right", "aria-keyshortcuts": "y", click: () => app.looksRight() }, "Looks right (y)"),
      el("span", { class: "ukjp-muted" }, "or correct it below")) : null, note);
}

/** Progress, previous and next, and the doubt at hand. */
export function reviewNodes(app) {
  const { queue } = app.records;
  if (!queue.length) return [el("p", { class: "ukjp-muted" }, "Nothing to review: the rules were sure of everything.")];
  const done = looked(queue);
  const words = `${done} of ${queue.length} looked at`;
  const item = queue[app.reviewing];
  const finished = done === queue.length;
  return [
    el("div", { class: "ukjp-review-bar" },
      el("strong", {}, "Review"),
      el("progress", { max: queue.length, value: done, "aria-label": words }),
      el("span", { "data-progress": `${done}/${queue.length}` }, finished ? `all ${queue.length} looked at` : words),
      el("span", { class: "ukjp-actions" },
        el("button", { type: "button", "data-tool": "previous", "aria-keyshortcuts": "p", disabled: !item, click: () => app.review(-1) }, "Previous"),
        el("button", { type: "button", "data-tool": "next", "aria-keyshortcuts": "n", click: () => app.review(1) }, item ? "Next" : done ? "Go on" : "Start"))),
    item ? itemBox(app, item, app.reviewing) : null,
  ].filter(Boolean);
}

/** Confirm the item at hand and go to the next. */
export function confirmItem(app, item) {
  const message = item.link
    ? { type: "accept", from: item.link[0], to: item.link[1], relation: item.link[2] }
    : { type: "accept", claim: item.claim };
  return sendChange(app, message, app.reviewNote, () => app.review(1));
}
