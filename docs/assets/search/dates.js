/** Dates in what a reader types, in the notations of many countries: 16.11.2023, Nov 16th 2023, 2023-11, 二零二三年十一月. */

const MONTHS = [
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
];
const NAMES = MONTHS.map((name) => (name.length > 3 ? `${name.slice(0, 3)}(?:${name.slice(3)})?` : name));
const MONTH = `(?<word>${NAMES.join("|").replace("sep(?:tember)?", "sep(?:t(?:ember)?)?")})\\b\\.?`;
const YEAR = "(?<year>(?:1[5-9]|2[01])[0-9]{2})";
const NUMBER = "[0-9]{1,2}";
const DAY = `(?<day>${NUMBER})(?:st|nd|rd|th)?`;
const HAN_DIGITS = "〇零一二三四五六七八九";
const HAN_NUMBER = `[0-9]{1,2}|[${HAN_DIGITS}十]{1,3}`;
const HAN_MONTH = `(?<month>${HAN_NUMBER})\\s*月`;
const HAN_DAY = `(?<day>${HAN_NUMBER})\\s*[日号號]`;
// The longer forms first: what one takes, the next does not see.
const FORMS = [
  `(?<year>[0-9]{4}|[${HAN_DIGITS}]{4})\\s*年(?:\\s*${HAN_MONTH}(?:\\s*${HAN_DAY})?)?`,
  `${YEAR}(?<sign>[-/.])(?<month>${NUMBER})\\k<sign>(?<day>${NUMBER})`,
  `(?<day>${NUMBER})(?<sign>[-/.])(?<month>${NUMBER})\\k<sign>${YEAR}`,
  `${DAY}(?: of)?[ -]+${MONTH},?[ -]+${YEAR}`,
  `${MONTH} +${DAY},? +${YEAR}`,
  `${MONTH},?[ -]+${YEAR}`,
  `${YEAR}(?:[-/](?<month>${NUMBER})|\\.(?<month2>[0-9]{2}))`,
  `(?<month>${NUMBER})[-/.]${YEAR}`,
  `${HAN_MONTH}\\s*${HAN_DAY}`,
  `${DAY}(?: of)? +${MONTH}`,
  `${MONTH} +${DAY}`,
].map((form) => new RegExp(`(?<![\\p{L}\\p{N}]|[0-9][.,/-])${form}(?![0-9]|[.,/-][0-9])`, "giu"));

/**
 * The dates in `text`: { rest, dates }. `rest` is as long as `text`, with blanks for the dates; each of `dates` is
 * { typed, readings }, where a reading is { year, month, day } and may lack some of them. A date of no calendar has
 * none; 7/11/2023 has two, the day first.
 */
export function takeDates(text) {
  const dates = [];
  let rest = text;
  for (const form of FORMS) {
    rest = rest.replace(form, (typed, ...found) => {
      dates.push({ typed, readings: readings(found.at(-1)) });
      return "\u0000".padEnd(typed.length);
    });
  }
  return { rest, dates };
}

/** The words by which texts say a date, and the key by which the index lists it, if it has a year. */
export function saidAs({ year, month, day }) {
  const words = [day && String(day), month && MONTHS[month - 1], year && String(year)].filter(Boolean);
  const parts = [year, ...[month, day].filter(Boolean).map((part) => String(part).padStart(2, "0"))];
  return { words, key: year ? parts.join("-") : "" };
}

function readings({ year, month, month2, word, day, sign }) {
  const given = { year: number(year), month: word ? monthOf(word) : number(month ?? month2), day: number(day) };
  const turned = sign === "/" ? [{ ...given, month: given.day, day: given.month }] : [];
  return [given, ...turned].filter(isInCalendar);
}

function monthOf(word) {
  return 1 + MONTHS.findIndex((name) => name.startsWith(word.slice(0, 3).toLowerCase()));
}

function isInCalendar({ year = 2000, month, day }) {
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  return day === undefined || (day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate());
}

/** 2023, 二零二三, 十一 or 二十一 as a number. */
function number(text) {
  if (text === undefined || /^[0-9]+$/u.test(text)) return text && Number(text);
  const digit = (character) => (character === "〇" ? 0 : HAN_DIGITS.indexOf(character) - 1);
  if (!text.includes("十")) return Number(Array.from(text, digit).join(""));
  const [tens, ones] = text.split("十");
  return 10 * (tens ? digit(tens) : 1) + (ones ? digit(ones) : 0);
}
