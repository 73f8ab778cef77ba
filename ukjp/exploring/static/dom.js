// Elements made from words: every word goes in as text, so that no article can run anything.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An HTML element; functions among the attributes are listeners, children are nodes or text. */
export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, made likewise. */
export function draw(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A link to an article's own address; plain text where the address is no web address. */
export function webLink(address, words) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return el("span", {}, words);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return el("span", {}, words);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" }, words);
}

/** A piece of text by offsets that count characters as Python does, not UTF-16 units. */
export function piece(text, start, end) {
  if (!/[\ud800-\udfff]/.test(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join("");
}

/** Hold back a function until the next picture; calls between count as one. */
export function oncePerFrame(work) {
  let waiting = 0;
  return () => {
    if (!waiting) {
      waiting = requestAnimationFrame(() => {
        waiting = 0;
        work();
      });
    }
  };
}
