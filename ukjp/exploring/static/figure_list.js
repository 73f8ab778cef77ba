// Every figure that passes the filter, in words: also those that no chart can show.

import { el } from "./dom.js";

const SHOWN = 100;

function row(app, name, claim) {
  const ledger = app.records.ledger[claim.ledger];
  const article = app.records.articles[claim.article];
  const state = !claim.inScope ? "left out" : ledger && ledger.counts ? "counts" : "adds nothing";
  return el("tr", { "data-row": name },
    el("th", { scope: "row" }, el("button", { type: "button", class: "ukjp-link", "data-claim": name, click: () => app.showClaim(name) }, claim.words)),
    el("td", {}, claim.kindWords),
    el("td", {}, claim.days),
    el("td", {}, claim.donor || "not named"),
    el("td", {}, state, claim.corrections ? el("span", { class: "ukjp-badge ukjp-badge-analyst" }, "analyst’s") : null),
    el("td", { class: "ukjp-muted" }, article.title));
}

/** The table of figures; `more` shows another hundred. */
export function figureTable(app, passing) {
  const names = Object.keys(app.records.claims).filter((name) => passing.claims.has(name));
  if (!names.length) return [el("p", { class: "ukjp-empty" }, "No figure fits these filters.")];
  names.sort((a, b) => {
    const [one, two] = [app.records.claims[a], app.records.claims[b]];
    return Number(two.inScope) - Number(one.inScope) || (one.last || "9999").localeCompare(two.last || "9999") || one.start - two.start;
  });
  const shown = names.slice(0, app.listed || SHOWN);
  const rest = names.length - shown.length;
  return [
    el("div", { class: "ukjp-scroll" }, el("table", {},
      el("thead", {}, el("tr", {}, ["Figure", "Kind", "Stands for", "From", "In the sum", "Article"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, shown.map((name) => row(app, name, app.records.claims[name]))))),
    rest > 0 ? el("button", { type: "button", class: "ukjp-more", click: () => app.listMore() }, `Show ${Math.min(rest, SHOWN)} more of ${rest}`) : null,
  ];
}
