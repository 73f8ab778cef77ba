// What all marks have in common: a name for screen readers, a target large enough, and focus.

import { draw } from "./dom.js";

/**
 * A mark as a button: data-claim and data-event hold the identifiers of its evidence, data-mark
 * its own, aria-label its words. `hit` is a box that is at least 24 pixels wide and high.
 */
export function markButton(record, panel, hit, ...shapes) {
  const width = Math.max(hit.right - hit.left, 24);
  const height = Math.max(hit.bottom - hit.top, 24);
  const left = (hit.left + hit.right - width) / 2;
  const top = (hit.top + hit.bottom - height) / 2;
  const group = draw(
    "g",
    {
      class: `ukjp-mark ukjp-${record.role || record.lane}`,
      role: "button",
      tabindex: "-1",
      "aria-label": `${record.words}. Show its evidence.`,
      "data-mark": record.id,
      "data-panel": panel,
      "data-claim": record.claims.join(" "),
      "data-event": (record.events || []).join(" ") || null,
    },
    draw("rect", { class: "ukjp-hit", x: left, y: top, width, height, rx: 4 }),
    ...shapes,
  );
  group.record = record;
  return group;
}

/** A figure's marker: a dot, or an open triangle that points where the bound is open. */
export function marker(qualifier, x, y, size = 7) {
  if (qualifier === "at_least") {
    return draw("path", { class: "ukjp-open", d: `M${x - size} ${y + size * 0.7}L${x} ${y - size}L${x + size} ${y + size * 0.7}Z` });
  }
  if (qualifier === "nearly" || qualifier === "up_to") {
    return draw("path", { class: "ukjp-open", d: `M${x - size} ${y - size * 0.7}L${x} ${y + size}L${x + size} ${y - size * 0.7}Z` });
  }
  return draw("circle", { class: "ukjp-solid", cx: x, cy: y, r: size * 0.75 });
}

/** A placed label: its main words, and a second line of detail. */
export function labelText(box, colour) {
  const label = labelWords(box, colour);
  label.mark = box.wish.id;
  return label;
}

function labelWords(box, colour) {
  const x = box.anchor === "start" ? box.left : box.right;
  return draw(
    "text",
    { class: `ukjp-label ${colour}`, "text-anchor": box.anchor, "aria-hidden": "true" },
    box.lines.map((line, place) => draw("tspan", { x, y: box.top + 12 + place * 16, class: place ? "ukjp-detail" : "ukjp-main" }, line)),
  );
}

export function boxAround(x, y, reach) {
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}
