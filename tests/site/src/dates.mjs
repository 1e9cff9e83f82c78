// Dates as the feed and sitemap formats write them.

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-](\d\d):(\d\d))$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The instant of an RFC 3339 date-time in milliseconds, or undefined when it is none. */
export function instant(value) {
  const m = RFC3339.exec(value);
  if (!m || !isDay(m[1], m[2], m[3])) return undefined;
  const [hour, minute, second, offsetHour = 0, offsetMinute = 0] = [m[4], m[5], m[6], m[8], m[9]].map((x) => Number(x ?? 0));
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return undefined;
  return Date.parse(value.replace(/:60(?=[.Z+-])/, ":59"));
}

/** W3C date and time as a sitemap allows it: a day, or a date-time with an offset. */
export function isW3cDate(value) {
  const m = DAY.exec(value);
  return m ? isDay(m[1], m[2], m[3]) : instant(value) !== undefined || instant(value.replace(/(T\d\d:\d\d)(?=Z|[+-])/, "$1:00")) !== undefined;
}

function isDay(year, month, day) {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
