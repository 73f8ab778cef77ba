// The days in view: one view for all charts, moved by wheel, drag and keys.

import { dayWords } from "./days.js";

const LEAST = 5;

/** Keep a view within the whole span and no narrower than a few days. */
export function boundView(view, whole) {
  const width = Math.min(Math.max(view.end - view.start, LEAST), whole.end - whole.start);
  const start = Math.min(Math.max(view.start, whole.start), whole.end - width);
  return { start, end: start + width };
}

/** Zoom by a factor about a day that stays where it is. */
export function zoomed(view, factor, about) {
  return { start: about - (about - view.start) * factor, end: about + (view.end - about) * factor };
}

export function viewWords(view) {
  return `${dayWords(view.start)} to ${dayWords(view.end)}`;
}

function dayAt(app, event) {
  const { place } = app;
  const x = event.clientX - app.charts.getBoundingClientRect().left;
  const share = (x - place.left) / (place.width - place.left - place.right);
  return app.view.start + Math.min(Math.max(share, 0), 1) * (app.view.end - app.view.start);
}

function onWheel(app, event, state) {
  const whole = app.view.start <= app.whole.start && app.view.end >= app.whole.end;
  // A page that is being scrolled past the chart goes on scrolling; so does one with nothing to zoom.
  if (!(event.ctrlKey || event.metaKey) && (!state.pointed || (event.deltaY > 0 && whole))) return;
  event.preventDefault();
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    const days = (event.deltaX / app.place.width) * (app.view.end - app.view.start);
    app.moveTo({ start: app.view.start + days, end: app.view.end + days });
  } else {
    app.moveTo(zoomed(app.view, event.deltaY > 0 ? 1.25 : 0.8, dayAt(app, event)));
  }
}

function beginDrag(app, event, state) {
  if (event.button !== 0 || !event.target.closest("svg")) return;
  const onAxis = event.target.closest(".ukjp-time");
  state.drag = { x: event.clientX, day: dayAt(app, event), view: app.view, moves: event.shiftKey || Boolean(onAxis), far: false };
}

function goOnDragging(app, event, state) {
  const { drag } = state;
  if (!drag) return;
  if (!drag.far && Math.abs(event.clientX - drag.x) < 5) return;
  if (!drag.far) app.charts.setPointerCapture(event.pointerId);
  drag.far = true;
  const width = drag.view.end - drag.view.start;
  if (drag.moves) {
    const days = ((drag.x - event.clientX) / (app.place.width - app.place.left - app.place.right)) * width;
    app.moveTo({ start: drag.view.start + days, end: drag.view.end + days });
  } else {
    app.brush(drag.day, dayAt(app, event));
  }
}

function endDrag(app, event, state) {
  const { drag } = state;
  state.drag = null;
  app.brush(null);
  if (!drag || !drag.far) return;
  state.dragged = performance.now();
  if (!drag.moves) {
    const days = [drag.day, dayAt(app, event)].sort((a, b) => a - b);
    app.moveTo({ start: days[0], end: days[1] });
  }
}

/** Let wheel and pointer move the view. A drag zooms to its days; on the axis or with Shift it moves. */
export function listenToPointer(app) {
  const state = { drag: null, pointed: false, dragged: 0 };
  const { charts } = app;
  charts.addEventListener("pointermove", (event) => {
    state.pointed = true;
    goOnDragging(app, event, state);
  });
  const unpoint = () => { state.pointed = false; };
  charts.addEventListener("pointerleave", unpoint);
  document.addEventListener("scroll", unpoint, { capture: true, passive: true });
  charts.addEventListener("wheel", (event) => onWheel(app, event, state), { passive: false });
  charts.addEventListener("pointerdown", (event) => beginDrag(app, event, state));
  charts.addEventListener("pointerup", (event) => endDrag(app, event, state));
  charts.addEventListener("pointercancel", (event) => endDrag(app, event, state));
  charts.addEventListener("click", (event) => {
    if (performance.now() - state.dragged < 250) event.stopPropagation();
  }, true);
  return () => document.removeEventListener("scroll", unpoint, { capture: true });
}
