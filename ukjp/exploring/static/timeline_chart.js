// The timeline: happenings in lanes; filled marks happened, hollow ones were planned, a rounded
// bar lasted for days, an angular one bounds a day that is not known.

import { draw } from "./dom.js";
import { dayNumber } from "./days.js";
import { textWidth } from "./labels.js";
import { markButton } from "./marks.js";

const LANES = [["negotiation", "Negotiation"], ["aid", "Aid"], ["diplomacy", "Diplomacy"], ["context", "Context"]];
const PRIORITY = { signing: 100, declaration: 90, negotiation_round: 85, pledge: 80, negotiation_progress: 70, disbursement: 70, conference: 60, summit: 55, call: 50, visit: 50, meeting: 40, other: 10 };
const ROW = 18;
const MOST_ROWS = 4;
const LABEL = 36;

function spanOf(happening, place) {
  const first = dayNumber(happening.first) ?? dayNumber(happening.last);
  const last = dayNumber(happening.last) ?? dayNumber(happening.first);
  return { left: place.x(first), right: place.x(last) };
}

/** Give each mark a row in which it meets no earlier one, while there are rows. */
function packRows(happenings, place) {
  const ends = [];
  return happenings.map((happening) => ({ happening, ...spanOf(happening, place) })).sort((a, b) => a.left - b.left || a.right - b.right).map((mark) => {
    let row = ends.findIndex((end) => end + 4 <= mark.left - 7);
    if (row < 0) row = ends.length < MOST_ROWS ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = mark.right + 7;
    return { ...mark, row };
  });
}

function shape(mark, y) {
  const { happening, left, right } = mark;
  const planned = happening.status === "planned" ? "ukjp-planned" : "ukjp-happened";
  if (happening.precision === "within" && right > left) {
    return draw("rect", { class: `ukjp-within ${planned}`, x: left, y: y - 5, width: right - left, height: 10 });
  }
  const wide = happening.precision === "lasts" ? right - left : 0;
  return draw("rect", { class: planned, x: left - 6, y: y - 6, width: wide + 12, height: 12, rx: 6 });
}

/** Labels in two tiers over a lane; `tier` counts from the line upwards. */
function placeLaneLabels(marks, place) {
  const taken = [[], []];
  const labels = [];
  const frame = [place.left - 4, place.width - 2];
  const wanted = marks.filter((mark) => mark.right >= place.left && mark.left <= place.width - place.right);
  for (const mark of wanted.sort((a, b) => PRIORITY[b.happening.type] - PRIORITY[a.happening.type] || a.left - b.left).slice(0, 60)) {
    const lines = [mark.happening.main, mark.happening.detail].filter(Boolean);
    const width = Math.max(...lines.map((line, number) => textWidth(line, number === 0, 13)));
    const [from, to] = [Math.max(mark.left, place.left), Math.min(mark.right, place.width - place.right)];
    const choices = [[from - 6, "start"], [to + 6 - width, "end"], [(from + to - width) / 2, "middle"]];
    const free = (tier, left) => left >= frame[0] && left + width <= frame[1] && !taken[tier].some((one) => left < one[1] + 10 && one[0] < left + width + 10);
    const at = from === to ? from : Math.min(Math.max((from + to) / 2, from), to);
    // A label of the upper tier is tied to its mark by a line that crosses no label below it.
    const clear = !taken[0].some((one) => one[0] - 4 < at && at < one[1] + 4);
    const tier = choices.some(([left]) => free(0, left)) ? 0 : clear && choices.some(([left]) => free(1, left)) ? 1 : -1;
    if (tier < 0) continue;
    const [left, anchor] = choices.find(([one]) => free(tier, one));
    taken[tier].push([left, left + width]);
    if (tier) taken[0].push([at - 2, at + 2]);
    labels.push({ id: mark.happening.id, lines, left, right: left + width, anchor, tier, at });
  }
  return labels;
}

function labelNode(label, line) {
  const top = line - 8 - LABEL * (label.tier + 1);
  const x = { start: label.left, end: label.right, middle: (label.left + label.right) / 2 }[label.anchor];
  const words = draw("text", { class: "ukjp-label", "text-anchor": label.anchor, "aria-hidden": "true" },
    label.lines.map((text, place) => draw("tspan", { x, y: top + 12 + place * 15, class: place ? "ukjp-detail" : "ukjp-main" }, text)));
  const leader = label.tier ? draw("path", { class: "ukjp-leader", d: `M${label.at} ${line - 7}V${top + 33}` }) : null;
  words.mark = label.id;
  return draw("g", {}, leader, words);
}

/** The lanes, as high as their marks need. `happenings` are those that pass the filter. */
export function drawTimeline(app, happenings, place) {
  const svg = draw("svg", { class: "ukjp-chart ukjp-timeline-chart", width: place.width, role: "group", "aria-label": app.panelNames.timeline, "data-panel": "timeline" });
  const clip = `ukjp-${app.key}-timeline`;
  const ground = draw("g", {});
  const marksGroup = draw("g", { "clip-path": `url(#${clip})` });
  const words = draw("g", {});
  let top = 24;
  for (const [lane, name] of LANES) {
    const marks = packRows(happenings.filter((one) => one.lane === lane), place);
    const rows = Math.max(1, ...marks.map((mark) => mark.row + 1));
    const labels = placeLaneLabels(marks, place);
    const line = top + LABEL * (1 + Math.max(0, ...labels.map((label) => label.tier))) + 8;
    ground.append(
      draw("path", { class: `ukjp-lane ukjp-${lane}`, d: `M${place.left - 8} ${line}H${place.width - place.right + 8}` }),
      draw("text", { class: `ukjp-lane-name ukjp-${lane}`, x: 0, y: line + 4 }, name),
    );
    for (const mark of [...marks].sort((a, b) => (b.right - b.left) - (a.right - a.left))) {
      const y = line + mark.row * ROW;
      const hit = { left: mark.left - 7, right: mark.right + 7, top: y - 8, bottom: y + 8 };
      const group = markButton(mark.happening, "timeline", hit, shape(mark, y));
      group.classList.add(`ukjp-lane-${lane}`);
      marksGroup.append(group);
    }
    words.append(...labels.map((label) => labelNode(label, line)));
    top = line + (rows - 1) * ROW + 14;
  }
  const height = top + 32;
  svg.setAttribute("height", height);
  svg.append(
    draw("defs", {}, draw("clipPath", { id: clip }, draw("rect", { x: place.left - 9, y: 0, width: place.width - place.left - place.right + 18, height }))),
    draw("text", { class: "ukjp-panel-name", x: 0, y: 15 }, app.panelTitles.timeline),
    ground, marksGroup, words,
  );
  return svg;
}
