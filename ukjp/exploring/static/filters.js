// Filters: each narrows what the others leave; what is filtered out is counted and can be undone.

import { el } from "./dom.js";

export const NOTHING = { from: "", to: "", kind: "", instrument: "", donor: "", article: "", verdict: "" };

function distinct(values) {
  return [...new Set(values.filter(Boolean))].sort();
}

function verdictsOf(records) {
  const found = {};
  for (const link of records.links) {
    for (const claim of [link.from, link.to]) (found[claim] = found[claim] || new Set()).add(link.verdict);
  }
  return found;
}

function touches(one, filter) {
  if (!filter.from && !filter.to) return true;
  if (!one.first && !one.last) return false;
  return !(filter.from && (one.last || "9999") < filter.from) && !(filter.to && (one.first || "0000") > filter.to);
}

function fitsVerdict(claim, verdicts, ledger, wanted) {
  if (wanted === "counts") return Boolean(ledger && ledger.counts);
  if (wanted === "nothing") return Boolean(ledger && !ledger.counts);
  if (wanted === "out") return !claim.inScope;
  if (wanted === "analyst") return Boolean(claim.corrections) || Boolean(ledger && ledger.curated);
  return Boolean(verdicts && verdicts.has(wanted));
}

/** What passes: sets of claims and happenings, and how many of how many. */
export function applyFilter(records, filter) {
  const verdicts = filter.verdict ? verdictsOf(records) : {};
  const claims = new Set();
  for (const [name, claim] of Object.entries(records.claims)) {
    if (touches(claim, filter) && (!filter.kind || claim.kind === filter.kind)
      && (!filter.instrument || claim.instrument === filter.instrument)
      && (!filter.donor || claim.donor === filter.donor)
      && (!filter.article || claim.article === filter.article)
      && (!filter.verdict || fitsVerdict(claim, verdicts[name], records.ledger[claim.ledger], filter.verdict))) claims.add(name);
  }
  const happenings = records.happenings.filter((one) => (one.ledger
    ? one.claims.some((name) => claims.has(name))
    : touches(one, filter) && (!filter.kind || filter.kind === `lane ${one.lane}`) && !filter.instrument && !filter.verdict
      && (!filter.donor || one.parties.includes(filter.donor)) && (!filter.article || one.articles.includes(filter.article))));
  const marks = records.marks.filter((mark) => mark.claims.some((name) => claims.has(name)));
  const events = happenings.filter((one) => !one.ledger).length;
  const all = Object.keys(records.claims).length + records.happenings.filter((one) => !one.ledger).length;
  return { claims, marks, happenings, shown: claims.size + events, all };
}

export function isFiltering(filter) {
  return Object.values(filter).some(Boolean);
}

function choice(app, name, label, options) {
  const select = el("select", { "data-filter": name, change: () => app.filterBy({ [name]: select.value }) });
  const known = options.flatMap((one) => (one.options ? one.options : [one])).some(([value]) => value === app.filter[name]);
  if (!known) app.filter[name] = "";
  select.append(el("option", { value: "" }, "all"));
  for (const one of options) {
    const made = (pair) => el("option", { value: pair[0], selected: pair[0] === app.filter[name] }, pair[1]);
    select.append(one.options ? el("optgroup", { label: one.label }, one.options.map(made)) : made(one));
  }
  return el("label", { class: app.filter[name] ? "ukjp-active" : "" }, el("span", {}, label), select);
}

function dayField(app, name, label) {
  const input = el("input", { type: "date", "data-filter": name, value: app.filter[name], change: () => app.filterBy({ [name]: input.value }) });
  return el("label", { class: app.filter[name] ? "ukjp-active" : "" }, el("span", {}, label), input);
}

function articleWords(article) {
  const words = article.outlet ? `${article.title} (${article.outlet})` : article.title;
  return words.length > 70 ? `${words.slice(0, 68)}…` : words;
}

/** The row of filters, filled with what the records hold. */
export function filterFields(app) {
  const { records } = app;
  const claims = Object.values(records.claims);
  const lanes = distinct(records.happenings.filter((one) => !one.ledger).map((one) => one.lane));
  const kinds = [
    { label: "Figures", options: Object.entries(records.codes.kinds).filter(([code]) => claims.some((claim) => claim.kind === code)) },
    { label: "Happenings", options: lanes.map((lane) => [`lane ${lane}`, lane]) },
  ];
  const donors = distinct([...claims.map((claim) => claim.donor), ...records.happenings.flatMap((one) => one.parties)]);
  return [
    dayField(app, "from", "From"),
    dayField(app, "to", "To"),
    choice(app, "kind", "Kind", kinds),
    choice(app, "instrument", "Instrument", distinct(claims.map((claim) => claim.instrument)).map((code) => [code, records.codes.instruments[code] || code])),
    choice(app, "donor", "Donor", donors.map((name) => [name, name])),
    choice(app, "article", "Article", Object.entries(records.articles).map(([name, article]) => [name, articleWords(article)])),
    choice(app, "verdict", "Verdict", [
      { label: "On links", options: [["same", "same money"], ["different", "different money"], ["undecided", "undecided"]] },
      { label: "In the sum of pledges", options: [["counts", "counts"], ["nothing", "adds nothing"], ["out", "left out"]] },
      { label: "Decided by", options: [["analyst", "the analyst"]] },
    ]),
  ];
}
