/** Numbers by what they are worth: 784.1亿 is 78.41 billion, and "78.4 billion" may stand for it. */

import { valueOf } from "./lists.js";
import { listed } from "./words.js";

const NUMBER = /^[0-9.]+$/u;
const YEAR = /^(?:19|20)[0-9]{2}$/u;
const ENGLISH = [["trillion", 12], ["billion", 9], ["million", 6]];
const MOST_NEAR = 3;

/** True of a word that is a number in figures. */
export function isNumber(token) {
  return NUMBER.test(token) && /[0-9]/u.test(token);
}

/** True of a number that is more likely a year. */
export function isYear(token) {
  return YEAR.test(token);
}

/** What the words of a number are worth, as the index writes it: 78410000000 for "78.41" and "billion". */
export function worthOf([number, scale], scales) {
  const zeros = scale ? String(scales.get(scale)).length - 1 : 0;
  const [whole, part = ""] = number.split(".");
  const digits = whole + part.slice(0, zeros).padEnd(zeros, "0");
  const rest = part.slice(zeros).replace(/0+$/u, "");
  return (digits.replace(/^0+(?=[0-9])/u, "") || "0") + (rest && `.${rest}`);
}

/** The documents that state the number `worth` as a figure, with weights up to 1. */
export function stating(worth) {
  return listed("values", worth);
}

/** The values of figures that may be rounded to the number `worth`, the nearest first. */
export async function roundedTo(worth) {
  return ((await valueOf("rounded", worth)) ?? []).slice(0, MOST_NEAR);
}

/** The ways in which texts write a number, as words in a row: 78410000000, and 78.41 billion. */
export function writtenAs(worth) {
  const scaled = ENGLISH.filter(([, zeros]) => worth.length > zeros && !worth.includes("."));
  return [[worth], ...scaled.map(([name, zeros]) => [divided(worth, zeros), name])];
}

/** A number for readers: 78.41 billion, 3,486. */
export function forReaders(worth) {
  const [, scaled] = writtenAs(worth);
  return scaled ? scaled.join(" ") : Number(worth).toLocaleString("en");
}

function divided(worth, zeros) {
  const part = worth.slice(-zeros).replace(/0+$/u, "");
  return worth.slice(0, -zeros) + (part && `.${part}`);
}
