/* Days and moments as people in Japan and elsewhere read them, by Japan's clock: the same as the pages of the server. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const JAPAN = 9 * 60 * 60;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** 2027年1月20日 or 20 Jan 2027 of 2027-01-20; what is no day stays as it is. */
export function day(written, language) {
  const found = DAY.exec(written ?? "");
  if (!found) return written ?? "";
  const [year, month, date] = found.slice(1).map(Number);
  return language === "en" ? `${date} ${MONTHS[month - 1]} ${year}` : `${year}年${month}月${date}日`;
}

/** 2027年1月20日 10:42 or 20 Jan 2027, 10:42 of seconds since 1970. */
export function moment(seconds, language) {
  const [on, clock] = new Date((seconds + JAPAN) * 1000).toISOString().split("T");
  return `${day(on, language)}${language === "en" ? "," : ""} ${clock.slice(0, 5)}`;
}
