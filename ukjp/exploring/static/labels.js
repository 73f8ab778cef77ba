// Labels find a place where they hide nothing, or are left to the tip that shows on pointing.

const LINE = 16;
let pen = null;

export function textWidth(text, bold, size = 13) {
  pen = pen || document.createElement("canvas").getContext("2d");
  pen.font = `${bold ? 600 : 400} ${size}px "Source Sans 3", system-ui, sans-serif`;
  return pen.measureText(text).width * 1.04;
}

function meets(one, two) {
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}

function sides(mark, width, height) {
  const gap = 6;
  const middle = (mark.top + mark.bottom) / 2 - height / 2;
  const centre = (mark.left + mark.right) / 2;
  const above = mark.top - gap - height;
  const below = mark.bottom + gap;
  return {
    "above right": [mark.left, above, "start"],
    "above left": [mark.right - width, above, "end"],
    right: [mark.right + gap, middle, "start"],
    left: [mark.left - gap - width, middle, "end"],
    "below right": [centre + 4, below, "start"],
    "below left": [centre - 4 - width, below, "end"],
    "far above right": [mark.left, above - 38, "start"],
    "far above left": [mark.right - width, above - 38, "end"],
  };
}

/**
 * Give each wish ({mark, main, detail, sides, priority}) a box inside `frame` that meets neither
 * `obstacles` nor an earlier box; wishes without one are left out.
 */
export function placeLabels(wishes, obstacles, frame) {
  const taken = [...obstacles];
  const placed = [];
  for (const wish of [...wishes].sort((a, b) => b.priority - a.priority)) {
    for (const lines of wish.detail ? [[wish.main, wish.detail], [wish.main]] : [[wish.main]]) {
      const width = Math.max(...lines.map((line, place) => textWidth(line, place === 0)));
      const found = sides(wish.mark, width, lines.length * LINE);
      const fits = wish.sides.map((side) => found[side]).map(([left, top, anchor]) => (
        { left, top, right: left + width, bottom: top + lines.length * LINE, anchor, lines, wish }
      )).find((box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top
        && box.bottom <= frame.bottom && !taken.some((other) => meets(box, other)));
      if (fits) {
        taken.push(fits);
        placed.push(fits);
        break;
      }
    }
  }
  return placed;
}
