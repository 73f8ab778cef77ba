// The evidence of a figure or a happening: its words in the article, what decided, what it is
// linked to and why, and whether it counts.

import { claimForm, correctionList, linkForm } from "./corrections.js";
import { el, piece, webLink } from "./dom.js";

function points(text) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length;
}

/** Where the sentence around a claim lies in the text; the quote alone where it is not found. */
function sentenceSpan(text, claim) {
  const before = piece(text, 0, claim.end);
  const from = Math.max(before.length - claim.sentence.length, 0);
  for (let at = text.indexOf(claim.sentence, from); at >= 0; at = text.indexOf(claim.sentence, at + 1)) {
    const start = points(text.slice(0, at));
    if (start <= claim.start && start + points(claim.sentence) >= claim.end) return [start, start + points(claim.sentence)];
    if (start > claim.start) break;
  }
  return [claim.start, claim.end];
}

/** The text from `from` to `to` with the quote marked and its qualifying words underlined. */
function marked(text, from, to, claim) {
  let before = piece(text, from, claim.start);
  const word = claim.qualifierText || "";
  const stripped = before.trimEnd();
  const qualifier = [];
  if (word && stripped.endsWith(word)) {
    const cut = stripped.length - word.length;
    qualifier.push(el("span", { class: "ukjp-qualifier" }, before.slice(cut)));
    before = before.slice(0, cut);
  }
  return [before, ...qualifier, el("mark", { class: "ukjp-quote" }, piece(text, claim.start, claim.end)), piece(text, claim.end, to)];
}

function dayLine(article) {
  return `${article.days} (${article.basis})`;
}

function sourceLine(article, claim) {
  const facts = [article.outlet || "outlet not named", article.days === "on an unknown day" ? "day not known" : dayLine(article)];
  if (claim.said) facts.push(`said by ${claim.said}`);
  return el("p", { class: "ukjp-source" }, webLink(article.url, article.title), `, ${facts.join(", ")}.`);
}

function sentenceQuote(text, claim, article) {
  const [from, to] = text === null ? [0, 0] : sentenceSpan(text, claim);
  const words = text === null ? [claim.sentence || claim.quote] : marked(text, from, to, claim);
  return el("blockquote", { class: "ukjp-sentence", lang: article.language || null }, words);
}

/** The whole article with the quote marked; scrolled to it by `scrollToQuote`. */
function articleBox(app, text, claim, article) {
  const body = text === null
    ? el("p", { class: "ukjp-muted" }, "The article is being fetched …")
    : el("div", { class: "ukjp-text", lang: article.language || null }, marked(text, 0, points(text), claim));
  return el("div", { class: "ukjp-article", tabindex: "0", role: "region", "aria-label": `Article: ${article.title}`, "data-article": claim.article }, body);
}

export function scrollToQuote(pane) {
  const box = pane.querySelector(".ukjp-article");
  const quote = box && box.querySelector(".ukjp-quote");
  if (quote) {
    box.scrollTop += quote.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight * 0.35;
  }
}

function badge(words, kind) {
  return el("span", { class: `ukjp-badge ukjp-badge-${kind}` }, words);
}

function claimBadges(claim, row) {
  const badges = [badge(claim.kindWords, "kind")];
  if (!claim.inScope) badges.push(badge("left out", "out"));
  else if (row) badges.push(row.counts ? badge("counts", "counts") : badge("adds nothing", "nothing"));
  if (claim.currencyBasis === "assumed") badges.push(badge("currency assumed", "doubt"));
  if (claim.corrections) badges.push(badge("analyst’s", "analyst"));
  return badges;
}

function facts(rows) {
  return el("dl", { class: "ukjp-facts" }, rows.filter(([, value]) => value).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function countWords(claim, row) {
  if (!claim.inScope) return `Left out: ${claim.excludedWords || claim.excludedBecause || "no aid"}.`;
  if (!row) return "It supports no row of the ledger.";
  return `${row.counts ? "Counts in the sum of pledges." : "Adds nothing to the sum of pledges."} ${row.why}`;
}

function claimFacts(app, name, claim) {
  const article = app.records.articles[claim.article];
  const row = app.records.ledger[claim.ledger];
  const whole = app.records.claims[claim.partOf];
  return facts([
    ["Counts?", countWords(claim, row)],
    ["Decided by", row && row.curated ? "the analyst" : "the rules"],
    ["Rule", claim.rule],
    ["Stands for", `${claim.days}${claim.basis ? ` (${claim.basis})` : ""}`],
    ["Article’s day", article.reason ? `${article.days}: ${article.reason}` : ""],
    ["From", claim.donor ? `${claim.donor}${claim.recipient ? ` to ${claim.recipient}` : ""}` : "giver not named"],
    ["Form", [claim.instrument.replace("_", " "), claim.sector, claim.channel].filter(Boolean).join(", ")],
    ["Part of", whole ? el("button", { type: "button", class: "ukjp-link", "data-claim": claim.partOf, click: () => app.showClaim(claim.partOf) }, whole.words) : ""],
    ["Ledger row", claim.ledger],
    ["Place", `characters ${claim.start} to ${claim.end} of ${claim.article}`],
  ]);
}

function linkItem(app, name, link) {
  const outward = link.from === name;
  const other = outward ? link.to : link.from;
  const claim = app.records.claims[other];
  const article = claim && app.records.articles[claim.article];
  const verdict = { same: "yes", different: "no, different", undecided: "undecided" }[link.verdict];
  return el("li", { class: "ukjp-linked", "data-relation": link.relation, "data-verdict": link.verdict },
    el("div", {}, `${link.words[outward ? 0 : 1]} `,
      el("button", { type: "button", class: "ukjp-link", "data-claim": other, click: () => app.showClaim(other) }, claim ? claim.words : other),
      article ? el("span", { class: "ukjp-muted" }, ` in ${article.title}`) : null),
    el("div", {}, el("strong", {}, `${verdict}. `), link.reason, " ",
      link.curated ? badge(link.correction ? `analyst’s: ${link.correction.who}, ${link.correction.when}` : "analyst’s", "analyst") : el("span", { class: "ukjp-muted" }, "Decided by the rules.")),
    linkForm(app, link));
}

function linkList(app, name) {
  const links = app.records.links.filter((link) => link.from === name || link.to === name);
  if (!links.length) return el("p", { class: "ukjp-muted" }, "Linked to no other figure.");
  return el("ul", { class: "ukjp-links" }, links.map((link) => linkItem(app, name, link)));
}

function switcher(app) {
  const { sources, index } = app.selected;
  if (sources.length < 2) return null;
  return el("div", { class: "ukjp-switch", role: "group", "aria-label": "Where it stands" },
    sources.map((source, place) => el("button", { type: "button", "aria-pressed": String(place === index), "data-source": source.id, click: () => app.showSource(place) }, `${place + 1} of ${sources.length}`)));
}

function claimEvidence(app, name) {
  const claim = app.records.claims[name];
  const article = app.records.articles[claim.article];
  const text = app.textOf(claim.article);
  return [
    el("h3", { class: "ukjp-figure", tabindex: "-1" }, app.selected.title || claim.words),
    el("p", { class: "ukjp-badges" }, claimBadges(claim, app.records.ledger[claim.ledger])),
    switcher(app),
    sentenceQuote(text, claim, article),
    sourceLine(article, claim),
    correctionList(app, claim),
    claimForm(app, name, claim),
    claimFacts(app, name, claim),
    el("h4", {}, "Linked to"),
    linkList(app, name),
    el("h4", {}, "In the article"),
    articleBox(app, text, claim, article),
  ];
}

function eventEvidence(app, name) {
  const event = app.records.events[name];
  const article = app.records.articles[event.article];
  const text = app.textOf(event.article);
  const place = { ...event, sentence: event.quote };
  return [
    el("h3", { class: "ukjp-figure", tabindex: "-1" }, app.selected.title || event.what),
    el("p", { class: "ukjp-badges" }, badge(event.type, "kind"), event.status === "planned" ? badge("planned when reported", "doubt") : null),
    switcher(app),
    sentenceQuote(text, place, article),
    sourceLine(article, event),
    facts([["Day", event.days], ["Known by", event.basis], ["Article’s day", article.reason ? `${article.days}: ${article.reason}` : ""], ["Place", event.place], ["Left out", event.excluded], ["Stands at", `characters ${event.start} to ${event.end} of ${event.article}`]]),
    el("h4", {}, "In the article"),
    articleBox(app, text, place, article),
  ];
}

/** The evidence of what is selected; an invitation where nothing is. */
export function evidenceNodes(app) {
  if (!app.selected) {
    return [el("p", { class: "ukjp-empty" }, "Click a mark, or press Enter on it, to read the words it came from. Arrow keys go from mark to mark.")];
  }
  const source = app.selected.sources[app.selected.index];
  return source.kind === "claim" ? claimEvidence(app, source.id) : eventEvidence(app, source.id);
}
