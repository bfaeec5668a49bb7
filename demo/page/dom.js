// Turns texts into elements. Text from outside only ever becomes text nodes, never markup.

export const $ = (selector) => document.querySelector(selector);

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function externalLink(address, ...children) {
  const safe = /^https?:\/\//i.test(address);
  if (!safe) return element("span", {}, ...children);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];
const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};

// Offsets count UTF-16 units, which is how JavaScript counts too.
export function formatted(text, entities, onCommand) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, sorted, 0, text.length, onCommand);
}

function between(text, entities, start, end, onCommand) {
  const nodes = [];
  let at = start;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    if (entity.offset < at) continue;
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = entities.slice(i + 1).filter((other) => other.offset < stop);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const children = between(text, inner, entity.offset, stop, onCommand);
    nodes.push(marked(entity, text.slice(entity.offset, stop), children, onCommand));
    at = stop;
    // A block already ends its line.
    if (BLOCKS.includes(entity.type) && text[at] === "\n" && at < end) at += 1;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function marked(entity, covered, children, onCommand) {
  if (entity.type === "text_link") return externalLink(entity.url, ...children);
  if (entity.type === "url") {
    return externalLink(/^https?:/i.test(covered) ? covered : `https://${covered}`, ...children);
  }
  if (entity.type === "bot_command") {
    const onclick = () => onCommand(covered);
    return element("button", { type: "button", className: "command", onclick }, ...children);
  }
  return element(TAGS[entity.type] ?? "span", {}, ...children);
}
