// Days as numbers since 1970, and the ticks of a time axis.

const DAY = 86400000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export function dayNumber(iso) {
  return iso ? Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) : null;
}

export function isoDay(number) {
  return new Date(Math.round(number) * DAY).toISOString().slice(0, 10);
}

export function dayWords(number) {
  const day = new Date(Math.round(number) * DAY);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

function dayTicks(view, step) {
  const ticks = [];
  for (let day = Math.ceil(view.start / step) * step; day <= view.end; day += step) {
    ticks.push({ at: day, words: dayWords(day) });
  }
  return ticks;
}

function monthTicks(view, step) {
  const first = new Date(view.start * DAY);
  const ticks = [];
  let month = first.getUTCFullYear() * 12 + first.getUTCMonth();
  month = Math.ceil(month / step) * step;
  for (; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    if (at > view.end) return ticks;
    if (at < view.start) continue;
    const year = Math.floor(month / 12);
    const named = !ticks.length || month % 12 < step;
    ticks.push({ at, words: step >= 12 ? `${year}` : named ? `${MONTHS[month % 12]} ${year}` : MONTHS[month % 12] });
  }
}

/** As many ticks as have room on an axis `width` pixels wide. */
export function timeTicks(view, width) {
  const perDay = width / (view.end - view.start);
  for (const step of [1, 2, 5, 10]) {
    if (step * perDay >= 92) return dayTicks(view, step);
  }
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120]) {
    if (step * 30 * perDay >= (step >= 12 ? 48 : 66)) return monthTicks(view, step);
  }
  return monthTicks(view, 240);
}

/** Money ticks from zero up to `top`: at most five, round, the highest with sign and unit. */
export function moneyTicks(top, most = 4) {
  if (!(top > 0)) return [{ at: 0, words: "0" }];
  const rough = top / most;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 4, 5, 10].map((factor) => factor * size).find((one) => one >= rough);
  const ticks = [];
  for (let at = 0; at <= top * 1.001; at += step) ticks.push({ at, words: "" });
  const highest = ticks[ticks.length - 1].at;
  const [unit, name] = [[1e12, "tn"], [1e9, "bn"], [1e6, "m"], [1, ""]].find(([one]) => highest >= one || one === 1);
  for (const tick of ticks) tick.words = String(Math.round((tick.at / unit) * 100) / 100);
  if (highest > 0) ticks[ticks.length - 1].words = `$${ticks[ticks.length - 1].words}${name}`;
  return ticks;
}
