// The widget: charts on one time axis, filters, and the evidence of what is selected.
//
// `render` takes an anywidget model and an element. It needs of the model: get(name),
// on("change:name", …) and, to correct anything, send(message).

import { el, draw, oncePerFrame } from "./dom.js";
import { dayNumber, timeTicks } from "./days.js";
import { drawAid, drawReceipts } from "./aid_chart.js";
import { drawTimeline } from "./timeline_chart.js";
import { NOTHING, applyFilter, filterFields, isFiltering } from "./filters.js";
import { evidenceNodes, scrollToQuote } from "./evidence.js";
import { figureTable } from "./figure_list.js";
import { historyButtons } from "./corrections.js";
import { confirmItem, nextItem, reviewNodes } from "./review.js";
import { boundView, listenToPointer, viewWords, zoomed } from "./view.js";

let widgets = 0;

const PANEL_TITLES = { aid: "Announced", receipts: "Reported as received", timeline: "What happened when" };
const PANEL_NAMES = { aid: "Chart of announced aid", receipts: "Chart of aid reported as received", timeline: "Timeline of happenings" };

/** The days of all marks, and those of what is no mere context, with a margin. */
function spans(records) {
  const all = [];
  const near = [];
  for (const one of [...records.marks, ...records.happenings]) {
    const days = [dayNumber(one.first), dayNumber(one.last)].filter((day) => day !== null);
    all.push(...days);
    if (one.lane !== "context") near.push(...days);
  }
  if (records.asOf) all.push(dayNumber(records.asOf));
  const padded = (days) => {
    const low = days.reduce((a, b) => Math.min(a, b), Infinity);
    const high = days.reduce((a, b) => Math.max(a, b), -Infinity);
    const room = Math.max((high - low) * 0.03, 12);
    return { start: low - room, end: high + room };
  };
  const whole = all.length ? padded(all) : { start: 19700, end: 19800 };
  return { whole, home: near.length ? padded(near) : whole };
}

/** The records with what has changed since they were sent (patches.py says how it is told). */
export function withChanges(records, changes) {
  const now = { ...records };
  for (const [name, change] of Object.entries(changes || {})) {
    if ("whole" in change) now[name] = change.whole;
    else if (change.order) {
      const known = Object.fromEntries(records[name].map((one) => [one.id, one]));
      now[name] = change.order.map((id) => change.changed[id] || known[id]);
    } else {
      now[name] = { ...records[name], ...change.changed };
      for (const key of change.gone) delete now[name][key];
    }
  }
  return now;
}

/** One widget: what it shows, what it is asked to do. Its parts call its methods. */
class Explorer {
  constructor(model, root) {
    this.model = model;
    this.key = `${Date.now().toString(36)}${(widgets += 1)}`;
    this.panelTitles = PANEL_TITLES;
    this.panelNames = PANEL_NAMES;
    this.filter = { ...NOTHING };
    this.selected = null;
    this.focus = { panel: "aid", id: "" };
    this.texts = { ...(model.get("texts") || {}) };
    this.drafts = {};
    this.waiting = new Map();
    this.reviewing = -1;
    this.build(root);
    this.take();
    this.whenSized = new ResizeObserver(oncePerFrame(() => this.resize()));
    this.whenSized.observe(this.charts);
    this.stopPointing = listenToPointer(this);
    this.listen();
  }

  build(root) {
    this.root = root;
    this.head = el("header", { class: "ukjp-head" });
    this.filters = el("div", { class: "ukjp-filters", role: "group", "aria-label": "Filters" });
    this.status = el("p", { class: "ukjp-status", role: "status", "aria-live": "polite" });
    this.tools = el("div", { class: "ukjp-tools", role: "group", "aria-label": "Days shown" },
      [["zoom-in", "+", "Zoom in"], ["zoom-out", "−", "Zoom out"], ["earlier", "←", "Earlier"], ["later", "→", "Later"], ["reset", "Reset", "Show all days again"]].map(([name, sign, words]) => el("button", { type: "button", "data-tool": name, "aria-label": words, title: words, click: () => this.tool(name) }, sign)));
    this.days = el("span", { class: "ukjp-days ukjp-muted" });
    this.charts = el("div", { class: "ukjp-charts" });
    this.tip = el("div", { class: "ukjp-tip", hidden: true, "aria-hidden": "true" });
    this.band = el("div", { class: "ukjp-band", hidden: true });
    this.list = el("details", { class: "ukjp-list" }, el("summary", {}, "All figures in words"), el("div", {}));
    this.queue = el("section", { class: "ukjp-review", "aria-label": "Review queue" });
    this.evidence = el("div", { class: "ukjp-evidence", "data-pane": "evidence" });
    this.problems = el("details", { class: "ukjp-problems" }, el("summary", {}), el("ul", {}));
    this.pane = el("aside", { class: "ukjp-pane", "aria-label": "Evidence and review" }, this.queue, this.evidence);
    this.past = el("div", { class: "ukjp-tools ukjp-past", role: "group", "aria-label": "Corrections" });
    this.stage = el("div", { class: "ukjp-stage" }, this.charts, this.tip, this.band);
    this.main = el("div", { class: "ukjp-left" }, el("div", { class: "ukjp-bar-row" }, this.tools, this.days, this.past), this.stage, this.legend(), this.list, this.problems);
    this.root.append(this.head, this.filters, this.status, el("div", { class: "ukjp-columns" }, this.main, this.pane));
  }

  legend() {
    const sign = (name, shape) => el("span", { class: "ukjp-key" }, draw("svg", { width: 22, height: 14, "aria-hidden": "true" }, shape), name);
    return el("p", { class: "ukjp-legend ukjp-muted" },
      sign("lower bound", draw("path", { class: "ukjp-level ukjp-open", d: "M4 11L11 2L18 11Z" })),
      sign("day known only within", draw("rect", { class: "ukjp-level ukjp-span", x: 1, y: 4, width: 20, height: 7 })),
      el("span", { class: "ukjp-key" }, el("i", { class: "ukjp-swatch" }), "guarantee"),
      sign("named again", draw("circle", { class: "ukjp-restatement ukjp-ring", cx: 11, cy: 7, r: 4.5 })),
      sign("planned", draw("circle", { class: "ukjp-diplomacy ukjp-planned", cx: 11, cy: 7, r: 4.5 })));
  }

  /** Take new records: what is selected and filtered stays as far as it is still there. */
  take() {
    const records = withChanges(this.model.get("records"), this.model.get("changes"));
    this.records = records;
    this.state = this.model.get("state") || { obstacle: "none" };
    this.canCorrect = Boolean(this.model.send) && !this.state.obstacle;
    const { whole, home } = spans(records);
    const first = !this.view;
    this.whole = { start: Math.min(whole.start, home.start), end: Math.max(whole.end, home.end) };
    this.home = home;
    this.end = dayNumber(records.asOf) ?? home.end;
    this.view = first ? home : boundView(this.view, this.whole);
    this.showHead();
    this.problems.hidden = !records.problems.length;
    this.problems.firstElementChild.textContent = `Not read, not used or not fitting any more: ${records.problems.length}`;
    this.problems.lastElementChild.replaceChildren(...records.problems.slice(0, 200).map((words) => el("li", {}, words)));
    this.filters.replaceChildren(...filterFields(this), el("button", { type: "button", class: "ukjp-clear", "data-tool": "clear", click: () => this.clearFilter() }, "Clear filters"));
    this.select(this.stillThere(this.selected), { quiet: true });
    this.refresh();
  }

  stillThere(selected) {
    if (!selected) return null;
    const there = selected.sources.filter((one) => (one.kind === "claim" ? this.records.claims : this.records.events)[one.id]);
    if (!there.length) return null;
    const current = selected.sources[selected.index];
    const index = Math.max(there.findIndex((one) => one.id === current.id), 0);
    const mark = this.records.marks.find((one) => one.id === selected.mark) || this.records.happenings.find((one) => one.id === selected.mark);
    return { ...selected, sources: there, index, title: mark && selected.sources.length > 1 ? mark.words : "" };
  }

  showHead() {
    const { records } = this;
    this.root.setAttribute("aria-label", `Explore: ${records.title}`);
    this.head.replaceChildren(
      el("h2", {}, records.title),
      el("p", { class: "ukjp-muted" }, [records.known, `${Object.keys(records.articles).length} articles`].filter(Boolean).join(", ")),
      el("ul", { class: "ukjp-numbers" }, records.headlines.slice(0, 8).map((one) => el("li", {},
        el("button", { type: "button", "data-headline": one.name, "data-claim": one.claims.join(" ") || null, title: one.sentence, click: () => this.showHeadline(one) }, el("strong", {}, one.value), ` ${one.name}`)))),
    );
  }

  showHeadline(one) {
    this.select({ title: one.sentence, mark: "", index: 0, sources: [...one.claims.map((id) => ({ kind: "claim", id })), ...one.events.map((id) => ({ kind: "event", id }))] });
  }

  /** Draw and count anew, with the filter and the days as they are. */
  refresh() {
    this.passing = applyFilter(this.records, this.filter);
    this.drawCharts();
    this.list.lastElementChild.replaceChildren(...figureTable(this, this.passing).filter(Boolean));
    this.tellCount();
  }

  tellCount() {
    const { shown, all } = this.passing;
    const gone = all - shown;
    const clear = this.filters.querySelector(".ukjp-clear");
    clear.hidden = !isFiltering(this.filter);
    if (!isFiltering(this.filter)) this.say(`${all} figures and happenings.`);
    else if (!shown) this.say(`Nothing fits these filters; all ${all} figures and happenings are filtered out.`);
    else this.say(`${shown} of ${all} figures and happenings shown, ${gone} filtered out.`);
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  resize() {
    const width = Math.floor(this.charts.clientWidth);
    if (width && width !== this.width) {
      this.width = width;
      this.drawCharts();
    }
  }

  drawCharts() {
    const width = this.width || Math.floor(this.charts.clientWidth) || 700;
    const place = { width, left: 98, right: 24 };
    const inner = width - place.left - place.right;
    place.x = (day) => place.left + ((day - this.view.start) / (this.view.end - this.view.start)) * inner;
    this.place = place;
    const { marks, happenings } = this.passing;
    const focused = this.root.contains(document.activeElement) && document.activeElement.closest(".ukjp-mark");
    const panels = [drawAid(this, marks, place, 284), drawReceipts(this, marks, place, 96), drawTimeline(this, happenings, place)];
    for (const svg of panels.slice(1)) this.timeAxis(svg, place);
    if (!marks.length && !happenings.length) panels.push(el("p", { class: "ukjp-empty ukjp-none" }, "Nothing fits these filters."));
    this.charts.replaceChildren(...panels);
    this.days.textContent = `${viewWords(this.view)}${this.outside()}`;
    this.markSelected();
    this.rove(focused);
  }

  /** How many marks lie outside the days shown. */
  outside() {
    const off = [...this.passing.marks, ...this.passing.happenings.filter((one) => !one.ledger)].filter((one) => {
      const [first, last] = [dayNumber(one.first || one.last), dayNumber(one.last || one.first)];
      return first !== null && (last < this.view.start || first > this.view.end);
    }).length;
    return off ? `; ${off} outside these days` : "";
  }

  timeAxis(svg, place) {
    const height = Number(svg.getAttribute("height"));
    const y = height - 28;
    const group = draw("g", { class: "ukjp-time" }, draw("rect", { class: "ukjp-hit", x: place.left, y, width: place.width - place.left - place.right, height: 28 }), draw("path", { class: "ukjp-axis", d: `M${place.left - 8} ${y}H${place.width - place.right + 8}` }));
    for (const tick of timeTicks(this.view, place.width - place.left - place.right)) {
      const x = place.x(tick.at);
      group.append(draw("path", { class: "ukjp-axis", d: `M${x} ${y}v5` }), draw("text", { class: "ukjp-tick", x, y: y + 19, "text-anchor": "middle" }, tick.words));
    }
    svg.insertBefore(group, svg.querySelector(".ukjp-panel-name").nextSibling);
  }

  // Which mark takes the focus: one of all, and the same one after drawing anew.

  get buttons() {
    return [...this.charts.querySelectorAll(".ukjp-mark")];
  }

  visible(button) {
    const { first, last } = button.record;
    const [from, to] = [dayNumber(first || last), dayNumber(last || first)];
    return to >= this.view.start && from <= this.view.end;
  }

  rove(focused) {
    const buttons = this.buttons.filter((button) => this.visible(button));
    const { panel, id } = this.focus;
    const chosen = buttons.find((one) => one.dataset.mark === id && one.dataset.panel === panel) || buttons[0];
    for (const button of this.buttons) button.setAttribute("tabindex", button === chosen ? "0" : "-1");
    if (focused && chosen) chosen.focus({ preventScroll: true });
  }

  focusMark(button) {
    for (const one of this.buttons) one.setAttribute("tabindex", one === button ? "0" : "-1");
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  step(button, key) {
    const buttons = this.buttons.filter((one) => this.visible(one));
    const same = buttons.filter((one) => one.dataset.panel === button.dataset.panel)
      .sort((a, b) => (a.record.last || a.record.first || "").localeCompare(b.record.last || b.record.first || ""));
    const at = same.indexOf(button);
    if (key === "ArrowRight") return same[at + 1];
    if (key === "ArrowLeft") return same[at - 1];
    if (key === "Home") return same[0];
    if (key === "End") return same[same.length - 1];
    const panels = ["aid", "receipts", "timeline"];
    const step = key === "ArrowDown" ? 1 : -1;
    for (let place = panels.indexOf(button.dataset.panel) + step; place >= 0 && place < 3; place += step) {
      const found = buttons.find((one) => one.dataset.panel === panels[place]);
      if (found) return found;
    }
    return null;
  }

  // What is selected.

  showMark(record) {
    const sources = [...record.claims.map((id) => ({ kind: "claim", id })), ...(record.events || []).map((id) => ({ kind: "event", id }))];
    this.select({ title: record.words, mark: record.id, index: 0, sources });
  }

  showClaim(id) {
    const claim = this.records.claims[id];
    if (!claim) return;
    const mark = this.records.marks.find((one) => one.claims.includes(id));
    const sources = (mark ? mark.claims : [id]).map((name) => ({ kind: "claim", id: name }));
    this.select({ title: mark ? mark.words : "", mark: mark ? mark.id : "", index: sources.findIndex((one) => one.id === id), sources });
  }

  showSource(index) {
    this.select({ ...this.selected, index });
  }

  select(selected, { quiet = false } = {}) {
    this.selected = selected;
    this.showPane(quiet);
    this.markSelected();
    if (selected && !quiet) {
      const source = selected.sources[selected.index];
      const one = (source.kind === "claim" ? this.records.claims : this.records.events)[source.id];
      this.say(`Evidence shown: “${one.quote}” in ${this.records.articles[one.article].title}.`);
    }
  }

  /** Draw the pane anew after a change; the focus goes to its heading, not to nowhere. */
  redrawPane() {
    this.showPane(true);
    const heading = this.evidence.querySelector("h3");
    if (heading && document.activeElement === document.body) heading.focus({ preventScroll: true });
  }

  showPane(quiet) {
    const top = this.pane.scrollTop;
    this.queue.replaceChildren(...reviewNodes(this));
    this.past.replaceChildren(...historyButtons(this));
    const back = this.selected ? el("button", { type: "button", class: "ukjp-close", "aria-label": "Close the evidence", title: "Close (Escape)", click: () => this.close() }, "×") : null;
    const obstacle = this.model.send && this.state.obstacle ? el("p", { class: "ukjp-muted" }, this.state.obstacle) : null;
    this.evidence.replaceChildren(...[back, ...evidenceNodes(this), obstacle].flat().filter(Boolean));
    this.pane.scrollTop = quiet ? top : 0;
    if (!this.selected) return;
    scrollToQuote(this.pane);
    if (!quiet) this.pane.scrollIntoView({ block: "nearest" });
  }

  close() {
    const id = this.selected && this.selected.mark;
    this.select(null, { quiet: true });
    this.say("Evidence closed.");
    const button = this.buttons.find((one) => one.dataset.mark === id && one.getAttribute("tabindex") === "0") || this.buttons.find((one) => one.dataset.mark === id);
    if (button) this.focusMark(button);
  }

  markSelected() {
    const claims = this.selected ? this.selected.sources.filter((one) => one.kind === "claim").map((one) => one.id) : [];
    const mark = this.selected ? this.selected.mark : null;
    for (const button of this.buttons) {
      const chosen = Boolean(mark) && (button.dataset.mark === mark || button.record.claims.some((id) => claims.includes(id)));
      button.classList.toggle("is-selected", chosen);
      if (chosen) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  /** An article's text, or null where it has yet to come from the kernel. */
  textOf(article) {
    if (article in this.texts) return this.texts[article];
    if (this.model.send) this.model.send({ type: "text", article });
    return null;
  }

  // Corrections and review.

  /** Ask the kernel to do something; the promise gives its answer. */
  ask(message) {
    const request = this.waiting.size + Math.random();
    this.model.send({ ...message, request });
    return new Promise((resolve) => this.waiting.set(request, resolve)).then((answer) => {
      if (answer.told) this.say(answer.told);
      return answer;
    });
  }

  history(name) {
    this.ask({ type: name }).then((answer) => {
      const button = this.past.querySelector(`[data-tool=${name}]:not(:disabled)`) || this.past.querySelector("button:not(:disabled)");
      if (button && document.activeElement === document.body) button.focus({ preventScroll: true });
      if (!answer.ok) this.say(answer.conflicts ? "Somebody else has decided this since: press Refresh to see it." : answer.told);
    });
  }

  review(step) {
    const { queue } = this.records;
    this.reviewing = nextItem(queue, this.reviewing, step);
    const item = queue[this.reviewing];
    if (!item) return;
    this.showClaim(item.claim);
    if (item.link) this.openLink(item.link);
    if (item.looked && step > 0) this.say("Everything in the queue has been looked at.");
    const button = this.queue.querySelector("[data-tool=right]") || this.queue.querySelector("[data-tool=next]");
    button.focus({ preventScroll: true });
  }

  /** Open the form of a link, from whichever end it is told. */
  openLink([start, end, relation]) {
    const names = [`${start} ${relation} ${end}`, `${end} ${relation} ${start}`];
    const form = [...this.evidence.querySelectorAll("[data-link]")].find((one) => names.includes(one.dataset.link));
    if (form) form.open = true;
  }

  looksRight() {
    const item = this.records.queue[this.reviewing];
    if (item && this.canCorrect) confirmItem(this, item);
  }

  // Filters and days.

  filterBy(change) {
    Object.assign(this.filter, change);
    for (const label of this.filters.querySelectorAll("label")) {
      label.classList.toggle("ukjp-active", Boolean(label.lastElementChild.value));
    }
    this.listed = 0;
    this.refresh();
  }

  clearFilter() {
    this.filter = { ...NOTHING };
    for (const field of this.filters.querySelectorAll("[data-filter]")) field.value = "";
    this.filterBy({});
    this.filters.querySelector("[data-filter]").focus();
  }

  listMore() {
    this.listed = (this.listed || 100) + 100;
    this.list.lastElementChild.replaceChildren(...figureTable(this, this.passing).filter(Boolean));
  }

  moveTo(view) {
    this.view = boundView(view, this.whole);
    this.drawSoon = this.drawSoon || oncePerFrame(() => this.drawCharts());
    this.hideTip();
    this.drawSoon();
  }

  tool(name) {
    const { start, end } = this.view;
    const width = end - start;
    const views = {
      "zoom-in": zoomed(this.view, 0.6, (start + end) / 2),
      "zoom-out": zoomed(this.view, 1 / 0.6, (start + end) / 2),
      earlier: { start: start - width * 0.25, end: end - width * 0.25 },
      later: { start: start + width * 0.25, end: end + width * 0.25 },
      reset: this.home,
    };
    this.moveTo(views[name]);
    this.say(`Days shown: ${viewWords(this.view)}.`);
  }

  brush(from, to) {
    this.band.hidden = from === null;
    if (from === null) return;
    const [left, right] = [this.place.x(from), this.place.x(to)].sort((a, b) => a - b);
    this.band.style.left = `${left}px`;
    this.band.style.width = `${right - left}px`;
  }

  // Pointing and keys.

  showTip(button) {
    const box = button.querySelector(".ukjp-hit").getBoundingClientRect();
    const stage = this.stage.getBoundingClientRect();
    this.tip.textContent = button.record.words;
    this.tip.hidden = false;
    const width = this.tip.offsetWidth;
    const middle = (Math.max(box.left, stage.left) + Math.min(box.right, stage.right)) / 2 - stage.left;
    this.tip.style.left = `${Math.min(Math.max(middle - width / 2, 0), stage.width - width)}px`;
    const above = box.top - stage.top - this.tip.offsetHeight - 8;
    this.tip.style.top = `${above < 0 ? box.bottom - stage.top + 8 : above}px`;
  }

  hideTip() {
    this.tip.hidden = true;
  }

  listen() {
    const { charts, root, model } = this;
    const ofMark = (event) => (event.target.closest ? event.target.closest(".ukjp-mark") : null);
    charts.addEventListener("click", (event) => {
      const label = event.target.closest(".ukjp-label");
      const panel = event.target.closest("svg");
      const button = ofMark(event) || (label && this.buttons.find((one) => one.dataset.mark === label.mark && panel.contains(one)));
      if (!button) return;
      this.focusMark(button);
      this.showMark(button.record);
      this.hideTip();
    });
    charts.addEventListener("pointerover", (event) => (ofMark(event) ? this.showTip(ofMark(event)) : this.hideTip()));
    charts.addEventListener("pointerleave", () => this.hideTip());
    charts.addEventListener("focusin", (event) => {
      const button = ofMark(event);
      if (!button) return;
      this.focus = { panel: button.dataset.panel, id: button.dataset.mark };
      this.showTip(button);
    });
    charts.addEventListener("focusout", () => this.hideTip());
    root.addEventListener("keydown", (event) => this.onKey(event, ofMark(event)));
    this.changed = () => this.take();
    model.on("change:records", this.changed);
    model.on("change:changes", this.changed);
    this.restated = () => {
      this.state = model.get("state");
      this.canCorrect = Boolean(model.send) && !this.state.obstacle;
      this.past.replaceChildren(...historyButtons(this));
    };
    model.on("change:state", this.restated);
    this.told = (message) => this.hear(message);
    model.on("msg:custom", this.told);
  }

  hear(message) {
    if (message.type === "text") {
      this.texts[message.article] = message.text;
      this.showPane(true);
    } else if (message.type === "reply" && this.waiting.has(message.request)) {
      const answered = this.waiting.get(message.request);
      this.waiting.delete(message.request);
      answered(message);
    }
  }

  onKey(event, button) {
    event.stopPropagation();
    if (event.key === "Escape" && this.selected) {
      this.close();
      event.preventDefault();
    }
    const typing = event.target.closest("input, textarea, select");
    if (typing) return;
    if ((event.ctrlKey || event.metaKey) && this.canCorrect && /^[zy]$/i.test(event.key)) {
      this.history(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.reviewing >= 0 && /^[ynp]$/.test(event.key)) {
      if (event.key === "y") this.looksRight();
      else this.review(event.key === "n" ? 1 : -1);
      event.preventDefault();
      return;
    }
    if (!button) return;
    const tools = { "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", 0: "reset" };
    if (event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) this.tool(event.key === "ArrowLeft" ? "earlier" : "later");
    else if (tools[event.key]) this.tool(tools[event.key]);
    else if (event.key === "Enter" || event.key === " ") {
      this.showMark(button.record);
      this.hideTip();
    } else if (/^(Arrow|Home|End)/.test(event.key)) {
      const next = this.step(button, event.key);
      if (next) this.focusMark(next);
    } else return;
    event.preventDefault();
  }

  /** Let go of everything outside the widget. */
  leave() {
    this.whenSized.disconnect();
    this.stopPointing();
    this.model.off("change:records", this.changed);
    this.model.off("change:changes", this.changed);
    this.model.off("change:state", this.restated);
    this.model.off("msg:custom", this.told);
  }
}

function render({ model, el: place }) {
  // JupyterLab's shortcuts (x cuts a cell, y makes it code) are not meant for keys pressed in here.
  const root = el("section", { class: "ukjp-explore", role: "region", "data-lm-suppress-shortcuts": "true" });
  if (model.get("theme")) root.dataset.theme = model.get("theme");
  place.replaceChildren(root);
  const explorer = new Explorer(model, root);
  return () => explorer.leave();
}

export default { render };
