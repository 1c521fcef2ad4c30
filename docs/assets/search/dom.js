/** Elements made of values that nobody has vouched for: a text stays text, an address stays on the site. */

const [, root, version] = import.meta.url.match(/^(.*?)(?:assets\/search\/(?:(\w+)\/)?)?[^/]*$/u);

/** The address of the site's home page; the site may live below a path of its host. */
export const ROOT = new URL(root);

/** The version of these programs: the folder that they lie in. Outside the site they have none. */
export const PROGRAMS = version;

/** A new element; strings among `children` become text, attributes that are false or null are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if ((value ?? false) !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Where `url` of the index leads; null where that is not on this site. */
export function addressOf(url) {
  try {
    const address = new URL(url, ROOT);
    return address.origin === ROOT.origin && address.pathname.startsWith(ROOT.pathname) ? address : null;
  } catch {
    return null;
  }
}

/** A link to `url` of the index; the same children without a link where it does not lead to the site. */
export function linkTo(url, attributes, ...children) {
  const address = addressOf(url);
  return address ? make("a", { ...attributes, href: address.href }, ...children) : make("span", {}, ...children);
}

/** The address of a found page: it opens at `anchor` and marks there what was looked for. */
export function foundAddress(url, marks, anchor) {
  const address = addressOf(url);
  if (!address) return null;
  for (const text of marks?.query ?? []) address.searchParams.append("h", text);
  if (anchor) address.hash = anchor;
  return address.href;
}

/** Texts and <mark> elements for what excerpt() and marked() give. */
export function markedNodes(parts) {
  return parts.map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text));
}

/** "zh" for a text that is Chinese and not English with a Chinese name in it; otherwise null. */
export function languageOf(text) {
  return /\p{Script=Han}/u.test(text) && !/[a-z]{3}/i.test(text) ? "zh" : null;
}

/** A number with its noun: "1 article", "1,204 articles". */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
