// Correcting from the evidence: a claim's fields and a link's verdict, with a reason, undoable.

import { el } from "./dom.js";

const FIELD_WORDS = { as_of: "day", excluded_because: "use", accepted: "looks right" };
const DAY_HELP = "2024-06-13, 2024-06, or 2024-02-24/2024-06-13";

function options(pairs, chosen) {
  return pairs.map(([value, words]) => el("option", { value, selected: value === chosen }, words));
}

function fieldWords(name) {
  return FIELD_WORDS[name] || name.replace(/_/g, " ");
}

function field(label, input, help) {
  return el("label", { class: "ukjp-field" }, el("span", {}, label), input, help ? el("small", { class: "ukjp-muted" }, help) : null);
}

function daysOf(claim) {
  if (!claim.first && !claim.last) return "";
  return claim.first === claim.last ? claim.first : `${claim.first || ""}/${claim.last || ""}`;
}

/** Figures this one can be part of: those of its article first, then larger ones of the same giver. */
function wholes(app, name, claim) {
  const all = Object.entries(app.records.claims).filter(([id]) => id !== name);
  const own = all.filter(([, one]) => one.article === claim.article);
  const others = all.filter(([, one]) => one.article !== claim.article && one.inScope && one.amount >= claim.amount && one.currency === claim.currency)
    .sort((a, b) => a[1].amount - b[1].amount).slice(0, 40);
  const words = ([id, one], more) => [id, `${one.words}, ${one.kindWords}${more}`];
  const chosen = claim.partOf && ![...own, ...others].some(([id]) => id === claim.partOf) ? [[claim.partOf, app.records.claims[claim.partOf]]].filter(([, one]) => one) : [];
  return [
    el("option", { value: "" }, "nothing"),
    el("optgroup", { label: "In this article" }, options([...chosen, ...own].map((one) => words(one, "")), claim.partOf)),
    others.length ? el("optgroup", { label: "In other articles" }, options(others.map((one) => words(one, `, ${one[1].days}`)), claim.partOf)) : null,
  ];
}

function inputs(app, name, claim) {
  const { codes } = app.records;
  const donors = `ukjp-donors-${app.key}`;
  const known = [...new Set(Object.values(app.records.claims).map((one) => one.donor).filter(Boolean))].sort();
  return [
    ["kind", "Kind", el("select", { name: "kind" }, options(Object.entries(codes.kinds), claim.kind)), claim.kind],
    ["as_of", "Day", el("input", { name: "as_of", value: daysOf(claim), placeholder: "2024-06-13", spellcheck: "false", autocomplete: "off" }), daysOf(claim), DAY_HELP],
    ["donor", "Donor", el("span", {}, el("input", { name: "donor", value: claim.donor, list: donors, spellcheck: "false", autocomplete: "off" }), el("datalist", { id: donors }, known.map((one) => el("option", { value: one })))), claim.donor],
    ["instrument", "Instrument", el("select", { name: "instrument" }, el("option", { value: "" }, "not told"), options(Object.entries(codes.instruments), claim.instrument)), claim.instrument],
    ["part_of", "Part of", el("select", { name: "part_of" }, wholes(app, name, claim)), claim.partOf],
    ["currency", "Currency", el("input", { name: "currency", value: claim.currency, maxlength: 3, spellcheck: "false", autocomplete: "off" }), claim.currency],
    ["excluded_because", "Use it?", el("select", { name: "excluded_because" }, el("option", { value: "" }, "yes, as aid in scope"), el("optgroup", { label: "No, reject it" }, options(Object.entries(codes.exclusions).map(([code, words]) => [code, `${code.replace("_", " ")}: ${words}`]), claim.excludedBecause))), claim.inScope ? "" : claim.excludedBecause],
  ];
}

function conflictBox(app, conflicts, message, done) {
  const side = (words, one) => el("li", {}, `${words}: `, el("strong", {}, one.value === "" || one.value === null ? "nothing" : one.value), one.who ? ` (${one.who}, ${one.when}: ${one.reason})` : "");
  return el("div", { class: "ukjp-conflict", role: "alert" },
    el("p", {}, "Decided otherwise elsewhere since it was loaded here. Nothing was written."),
    conflicts.map((conflict) => el("ul", { "data-conflict": conflict.field },
      conflict.theirs.length ? conflict.theirs.map((one) => side(`theirs, ${fieldWords(conflict.field)}`, one)) : el("li", {}, `theirs, ${fieldWords(conflict.field)}: `, el("strong", {}, "withdrawn")),
      side(`yours, ${fieldWords(conflict.field)}`, { value: conflict.mine === null ? "withdrawn" : conflict.mine }))),
    el("button", { type: "button", "data-conflict-choice": "theirs", click: () => app.ask({ type: "refresh" }).then(done) }, "Keep theirs"), " ",
    el("button", { type: "button", "data-conflict-choice": "mine", click: () => app.ask({ ...message, force: true }).then(done) }, "Write mine"));
}

/** Send a change; what is wrong is told beside the form, and what was typed stays. */
export function sendChange(app, message, note, done = () => {}) {
  note.replaceChildren(el("span", { class: "ukjp-muted" }, "Saving …"));
  return app.ask(message).then((answer) => {
    if (answer.ok) done(answer);
    else if (answer.conflicts) note.replaceChildren(conflictBox(app, answer.conflicts, message, done));
    else note.replaceChildren(el("p", { class: "ukjp-refused", role: "alert" }, answer.told));
    return answer;
  });
}

function noteLine() {
  return el("div", { class: "ukjp-note" });
}

function reasonField(draft) {
  return field("Reason", el("textarea", { name: "reason", rows: 2, required: true }, draft || ""), "needed: what a reader can check");
}

/** The form of a claim; the same values come back after the pane is drawn anew. */
export function claimForm(app, name, claim) {
  if (!app.canCorrect) return null;
  const drafts = app.drafts[name] || {};
  const fields = inputs(app, name, claim);
  const note = noteLine();
  const form = el("form", { novalidate: true, "data-form": name, autocomplete: "off" },
    el("div", { class: "ukjp-fields" }, fields.map(([, label, input, , help]) => field(label, input, help))),
    reasonField(drafts.reason), note,
    el("div", { class: "ukjp-actions" }, el("button", { type: "submit", class: "ukjp-primary" }, "Save correction"), el("button", { type: "button", "data-tool": "accept", click: () => accept() }, "Looks right")));
  const control = (key) => form.elements.namedItem(key);
  for (const [key] of fields) if (key in drafts) control(key).value = drafts[key];
  const finish = () => {
    delete app.drafts[name];
    app.redrawPane();
  };
  const accept = () => sendChange(app, { type: "accept", claim: name }, note, finish);
  form.addEventListener("input", () => {
    app.drafts[name] = Object.fromEntries([...fields.map(([key]) => [key, control(key).value]), ["reason", control("reason").value]]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changed = fields.map(([key, , , before]) => [key, control(key).value.trim(), before || ""]).filter(([, now, before]) => now !== before);
    const changes = Object.fromEntries(changed.map(([key, now]) => [key, now]));
    sendChange(app, { type: "correct", claim: name, changes, reason: control("reason").value }, note, finish);
  });
  return el("details", { class: "ukjp-correct", open: Boolean(app.formOpen) || name in app.drafts, toggle: (event) => { app.formOpen = event.target.open; } }, el("summary", {}, "Correct it"), form);
}

/** A link's verdict, to be changed where it stands. */
export function linkForm(app, link) {
  if (!app.canCorrect) return null;
  const note = noteLine();
  const verdict = el("select", { name: "verdict", "aria-label": "Verdict" }, options(Object.entries(app.records.codes.verdicts).map(([code, words]) => [code, `${code}: ${words}`]), link.verdict));
  const reason = el("textarea", { name: "reason", rows: 2, "aria-label": "Reason" });
  const ends = { from: link.from, to: link.to, relation: link.relation };
  const finish = () => app.redrawPane();
  const form = el("form", { novalidate: true, submit: (event) => {
    event.preventDefault();
    sendChange(app, { type: "verdict", ...ends, verdict: verdict.value, reason: reason.value }, note, finish);
  } }, field("Verdict", verdict), field("Reason", reason), note,
  el("div", { class: "ukjp-actions" }, el("button", { type: "submit", class: "ukjp-primary" }, "Save verdict"), el("button", { type: "button", click: () => sendChange(app, { type: "accept", ...ends }, note, finish) }, "Looks right"),
    link.correction ? el("button", { type: "button", click: () => sendChange(app, { type: "withdraw", key: link.correction.key }, note, finish) }, "Withdraw") : null));
  return el("details", { class: "ukjp-correct", "data-link": `${link.from} ${link.relation} ${link.to}` }, el("summary", {}, "Change the verdict"), form);
}

/** What the analyst has decided on a claim, each to be withdrawn. */
export function correctionList(app, claim) {
  if (!claim.corrections) return null;
  const note = noteLine();
  return el("div", { class: "ukjp-corrections" },
    el("h4", {}, "Decided by the analyst"),
    el("ul", {}, claim.corrections.map((one) => el("li", { "data-field": one.field },
      el("strong", {}, one.field === "accepted" ? "looks right" : `${fieldWords(one.field)}: ${one.value || "nothing"}`), ` (${one.who}, ${one.when}) ${one.field === "accepted" ? "" : one.reason} `,
      app.canCorrect ? el("button", { type: "button", class: "ukjp-link", click: () => sendChange(app, { type: "withdraw", key: one.key }, note, () => app.redrawPane()) }, "Withdraw") : null))),
    claim.ruled ? el("p", { class: "ukjp-muted" }, `The rules read: ${claim.ruled.kindWords}, ${claim.ruled.days}; ${claim.ruled.rule}.`) : null,
    note);
}

/** Undo, redo and refresh, with what each would do. */
export function historyButtons(app) {
  const { state } = app;
  if (!app.canCorrect) return [];
  const button = (name, words, told) => el("button", { type: "button", "data-tool": name, disabled: told === "", title: told ? `${words}: ${told}` : words, click: () => app.history(name) }, words);
  return [button("undo", "Undo", state.undo), button("redo", "Redo", state.redo), button("refresh", "Refresh", "corrections made elsewhere")];
}
