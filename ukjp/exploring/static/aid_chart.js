// The aid chart: totals as steps, open bounds as triangles, pledges as bars with their parts,
// money named again as a ring that points back, receipts in a panel of their own.

import { draw } from "./dom.js";
import { dayNumber, moneyTicks } from "./days.js";
import { placeLabels } from "./labels.js";
import { boxAround, labelText, marker, markButton } from "./marks.js";

const WIDEST = 18;
const LEVEL_SIDES = ["above right", "above left", "below left", "below right", "left", "right", "far above left", "far above right"];
const BAR_SIDES = ["above right", "above left", "right", "left"];
const PART_SIDES = ["right", "left"];
const AGAIN_SIDES = ["below left", "below right", "above left", "above right"];

function span(mark) {
  const first = dayNumber(mark.first);
  const last = dayNumber(mark.last);
  return { first: first ?? last, last: last ?? first, open: first === null || last === null };
}

function drawable(marks, roles) {
  return marks.filter((mark) => roles.includes(mark.role) && mark.value !== null && (mark.first || mark.last));
}

/** The line of totals: from each stated day on, up to the next higher total. */
export function levelSteps(levels, end) {
  const steps = [];
  let total = "";
  const sorted = levels.map((mark) => ({ mark, day: span(mark).last })).sort((a, b) => a.day - b.day);
  for (const { mark, day } of sorted) {
    const before = steps[steps.length - 1];
    if (mark.qualifier === "up_to" || (before && mark.value <= before.value)) continue;
    if (before) before.last = day;
    steps.push({ first: day, last: end, value: mark.value, rises: Boolean(before) && !(total && mark.sameTotal === total) });
    total = mark.sameTotal;
  }
  return steps;
}

/** Bars at their days, narrower where there are many, moved aside just enough not to hide another. */
function arrangeBars(marks, { x, width, left, right }) {
  const room = ((width - left - right) / Math.max(marks.length, 1)) * 0.7;
  const wide = Math.min(Math.max(room, 4), WIDEST);
  let edge = -Infinity;
  return marks.map((mark) => ({ mark, day: span(mark).last })).sort((a, b) => a.day - b.day).map(({ mark, day }) => {
    const centre = Math.max(x(day), Math.min(edge + wide / 2 + 1, x(day) + 3 * wide));
    edge = centre + wide / 2;
    return { mark, centre, wide };
  });
}

function boundBar(mark, panel, y) {
  const { first, last } = span(mark);
  if (first === last) return null;
  return draw("path", { class: "ukjp-bounds", d: `M${panel.x(first)} ${y}H${panel.x(last)}M${panel.x(first)} ${y - 5}v10M${panel.x(last)} ${y - 5}v10` });
}

function drawLevels(panel, levels) {
  const y = panel.y;
  for (const [place, step] of levelSteps(levels, Math.max(panel.end, ...levels.map((mark) => span(mark).last))).entries()) {
    const below = step.rises ? panel.steps[place - 1].value : step.value;
    panel.steps.push(step);
    panel.ground.append(draw("path", { class: "ukjp-step", d: `M${panel.x(step.first)} ${y(step.value)}H${panel.x(step.last)}` }));
    if (step.rises) panel.ground.append(draw("path", { class: "ukjp-rise", d: `M${panel.x(step.first)} ${y(below)}V${y(step.value)}` }));
    panel.obstacles.push({ left: panel.x(step.first), right: panel.x(step.last), top: y(step.value) - 3, bottom: y(step.value) + 3 });
    if (step.rises) panel.obstacles.push({ left: panel.x(step.first) - 2, right: panel.x(step.first) + 2, top: y(step.value), bottom: y(below) });
  }
  const highest = Math.max(...levels.map((mark) => mark.value));
  // A point over a bar of days stays within reach: the widest comes first.
  const width = (mark) => span(mark).last - span(mark).first;
  for (const mark of [...levels].sort((a, b) => width(b) - width(a))) {
    const { first, last } = span(mark);
    const [left, right, height] = [panel.x(first), panel.x(last), y(mark.value)];
    const hit = first < last ? { left, right, top: height - 7, bottom: height + 7 } : boxAround(right, height, 9);
    const shapes = first < last
      ? [draw("rect", { class: "ukjp-span", x: left, y: height - 5, width: right - left, height: 10 })]
      : [marker(mark.qualifier, right, height)];
    if (first < last && mark.qualifier === "at_least") shapes.push(marker("at_least", right, height));
    panel.add(mark, hit, shapes, LEVEL_SIDES, mark.value === highest ? 100 : 80);
  }
}

/** A whole is drawn before all parts: none of its frame lies over the mark of another pledge. */
function drawBar(panel, { mark, centre, wide }, parts) {
  const [left, top, bottom] = [centre - wide / 2, panel.y(mark.value), panel.y(0)];
  const kind = mark.role === "uncounted" ? "ukjp-dashed" : mark.instrument === "guarantee" && !parts.length ? "ukjp-hatched" : parts.length || mark.divided || mark.role === "component" ? "ukjp-tint" : "ukjp-solid";
  const shape = draw("rect", { class: `ukjp-bar ${kind}`, x: left, y: top, width: wide, height: Math.max(bottom - top, 1) });
  if (kind === "ukjp-hatched") shape.setAttribute("fill", panel.hatch);
  const head = { left, right: left + wide, top: top - 2, bottom: top + 2 };
  // Parts cover their whole: a bracket beside them keeps it within reach, its centre too.
  const bracket = parts.length ? draw("path", { class: "ukjp-bounds", d: `M${left - 3} ${top}h-4V${bottom}h4` }) : null;
  const hit = parts.length ? { left: left - 32, right: left + wide, top: top - 10, bottom } : { left, right: left + wide, top, bottom };
  if (parts.length) head.left -= 8;
  panel.obstacles.push({ left: head.left, right: left + wide, top, bottom });
  panel.add(mark, hit, [shape, bracket, boundBar(mark, panel, top)], BAR_SIDES, 60, head);
}

function drawParts(panel, { mark, centre, wide }, parts) {
  const left = centre - wide / 2;
  let base = 0;
  for (const part of [...parts].sort((a, b) => (a.instrument === "guarantee") - (b.instrument === "guarantee") || b.value - a.value)) {
    const high = Math.min(base + part.value, mark.value);
    const hatched = part.instrument === "guarantee";
    const box = { left, right: left + wide, top: panel.y(high), bottom: panel.y(base) };
    const piece = draw("rect", { class: `ukjp-bar ${hatched ? "ukjp-hatched" : "ukjp-solid"}`, x: left, y: box.top, width: wide, height: Math.max(box.bottom - box.top, 1) });
    if (hatched) piece.setAttribute("fill", panel.hatch);
    panel.add({ ...part, detail: "" }, box, [piece], PART_SIDES, 40, { ...box, left: left - 8 });
    base = high;
  }
}

function drawAgain(panel, mark, bar) {
  const { first, last } = span(mark);
  const [x, y] = [panel.x(last), panel.y(bar ? bar.mark.value : mark.value)];
  const begin = bar ? bar.centre + bar.wide / 2 : x;
  if (begin < x - 4) {
    panel.ground.append(draw("path", { class: "ukjp-back", d: `M${x} ${y}H${begin + 5}` }), draw("path", { class: "ukjp-arrow", d: `M${begin} ${y}l7 -4v8z` }));
    panel.obstacles.push({ left: begin, right: x, top: y - 2, bottom: y + 2 });
  }
  const bounds = first < last ? boundBar(mark, panel, y) : null;
  panel.add(mark, boxAround(x, y, 8), [bounds, draw("circle", { class: "ukjp-ring", cx: x, cy: y, r: 5.5 })], AGAIN_SIDES, 50);
}

function openPanel(app, name, height, top, place) {
  const { left, right } = place;
  const [head, foot] = [34, name === "aid" ? 12 : 28];
  const svg = draw("svg", { class: `ukjp-chart ukjp-${name}-chart`, width: place.width, height, role: "group", "aria-label": app.panelNames[name], "data-panel": name });
  const clip = `ukjp-${app.key}-${name}`;
  const y = (value) => height - foot - (value / (top || 1)) * (height - head - foot);
  const panel = {
    svg, y, x: place.x, end: app.end, steps: [], wishes: [], obstacles: [], hatch: `url(#${clip}-hatch)`,
    ground: draw("g", { "clip-path": `url(#${clip})` }), marks: draw("g", { "clip-path": `url(#${clip})` }), words: draw("g", {}),
  };
  panel.add = (mark, hit, shapes, sides, priority, labelled = hit) => {
    panel.marks.append(markButton(mark, name, hit, ...shapes.filter(Boolean)));
    panel.obstacles.push(labelled);
    if (hit.right >= left && hit.left <= place.width - right) {
      panel.wishes.push({ mark: { ...labelled, left: Math.max(labelled.left, left), right: Math.min(labelled.right, place.width - right) }, main: mark.main, detail: mark.detail, sides, priority, role: mark.role, id: mark.id });
    }
  };
  svg.append(
    draw("defs", {},
      draw("clipPath", { id: clip }, draw("rect", { x: left - 9, y: 0, width: place.width - left - right + 18, height })),
      draw("pattern", { id: `${clip}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        draw("rect", { class: "ukjp-hatch-ground", width: 6, height: 6 }), draw("path", { class: "ukjp-hatch-line", d: "M0 0V6" }))),
    draw("text", { class: "ukjp-panel-name", x: 0, y: 15 }, app.panelTitles[name]),
  );
  drawMoneyAxis(panel, top, place, name === "aid" ? 4 : 1);
  svg.append(panel.ground, panel.marks, panel.words);
  panel.finish = () => {
    const frame = { left: left - 4, right: place.width - 2, top: 18, bottom: height - foot + 5 };
    for (const box of placeLabels(panel.wishes, panel.obstacles, frame)) panel.words.append(labelText(box, `ukjp-${box.wish.role}`));
    return svg;
  };
  return panel;
}

function drawMoneyAxis(panel, top, place, most) {
  for (const tick of moneyTicks(top, most)) {
    const y = panel.y(tick.at);
    panel.svg.append(
      draw("path", { class: tick.at ? "ukjp-grid" : "ukjp-axis", d: `M${place.left - 8} ${y}H${place.width - place.right + 8}` }),
      draw("text", { class: "ukjp-tick", x: place.left - 14, y: y + 4, "text-anchor": "end" }, tick.words),
    );
  }
}

/** The panel of what was announced. `marks` are those that pass the filter. */
export function drawAid(app, marks, place, height) {
  const levels = drawable(marks, ["level"]);
  const pledges = drawable(marks, ["increment", "uncounted"]);
  const parts = drawable(marks, ["component"]);
  const payments = new Set(marks.filter((mark) => mark.role === "receipt").map((mark) => mark.id));
  const again = drawable(marks, ["restatement"]).filter((mark) => !payments.has(mark.parent));
  const shown = new Set([...pledges, ...parts].map((mark) => mark.id));
  const lone = parts.filter((part) => !shown.has(part.parent) && !payments.has(part.parent));
  const all = [...levels, ...pledges, ...lone, ...again];
  const top = Math.max(0, ...all.map((mark) => Math.max(mark.value, mark.high || 0))) * 1.34;
  const panel = openPanel(app, "aid", height, top, place);
  const bars = arrangeBars([...pledges, ...lone], place);
  const piles = bars.map((bar) => [bar, parts.filter((part) => part.parent === bar.mark.id)]);
  for (const [bar, pile] of piles.filter(([, one]) => one.length)) drawBar(panel, bar, pile);
  for (const [bar, pile] of piles) (pile.length ? drawParts : drawBar)(panel, bar, pile);
  // Totals stand over the pledges, whose bars would hide the lower of them.
  if (levels.length) drawLevels(panel, levels);
  for (const mark of again) drawAgain(panel, mark, bars.find((bar) => bar.mark.id === mark.parent));
  return panel.finish();
}

/** The panel of what was reported as received, on the same days. */
export function drawReceipts(app, marks, place, height) {
  const receipts = drawable(marks, ["receipt"]);
  const names = new Set(receipts.map((mark) => mark.id));
  const again = drawable(marks, ["restatement"]).filter((mark) => names.has(mark.parent));
  const top = Math.max(0, ...receipts.map((mark) => mark.value)) * 1.9;
  const panel = openPanel(app, "receipts", height, top, place);
  const bars = arrangeBars(receipts, place);
  for (const bar of bars) drawBar(panel, bar, []);
  for (const mark of again) drawAgain(panel, mark, bars.find((bar) => bar.mark.id === mark.parent));
  return panel.finish();
}
