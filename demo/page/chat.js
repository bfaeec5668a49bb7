// The chat: one person's view, kept in step with the server by events.

import { $, element, externalLink, formatted } from "./dom.js";
import { openNewsroom } from "./panel.js";

let person = Number(location.hash.slice(1)) || 0;
let events = null;
let replyingTo = null;
let answered = 0;
const seen = new Map();
const drawn = new Map();

export async function post(path, body) {
  const answer = await fetch(`page/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

function listen() {
  events?.close();
  events = new EventSource(`page/events?person=${person}`);
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onerror = () => presence(false, "the simulator is gone, trying again…");
}

function choose(id) {
  person = id;
  history.replaceState(null, "", `#${id}`);
  drawn.clear();
  $("#messages").replaceChildren();
  reply(null);
  listen();
}

function show(state) {
  person = state.chosen ?? 0;
  presence(state.awake, state.awake ? "bot · listening" : "the bot is not running");
  showPeople(state.people);
  showMessages(state.messages);
  showMenu(state.commands);
}

function presence(awake, text) {
  $("#presence").textContent = text;
  $("#presence").classList.toggle("awake", awake);
}

function showPeople(people) {
  const items = people.map((one) => {
    const current = one.id === person;
    if (current || !seen.has(one.id)) seen.set(one.id, one.received);
    const unread = one.received - seen.get(one.id);
    const avatar = element("span", { className: "avatar", "aria-hidden": "true" }, [...one.name][0]);
    avatar.style.setProperty("--hue", String((one.id * 67) % 360));
    const name = element("span", { className: "name" }, one.name, element("small", {}, one.language));
    const last = element("span", { className: "last" }, one.last || "nothing yet");
    const parts = [avatar, element("span", {}, name, last)];
    if (unread > 0) parts.push(element("span", { className: "unread" }, String(unread)));
    const button = element("button", { type: "button", onclick: () => choose(one.id) }, ...parts);
    return element("li", { "aria-current": String(current) }, button);
  });
  replaceKeepingFocus($("#people"), items);
  const chosen = people.find((one) => one.id === person);
  $("#block").textContent = chosen?.blocked ? "Unblock the bot" : "Block the bot";
  $("#block").onclick = () => post("block", { person, blocked: !chosen?.blocked });
  $("#text").disabled = !chosen || chosen.blocked;
}

function replaceKeepingFocus(list, items) {
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.replaceChildren(...items);
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
}

function showMessages(messages) {
  const list = $("#messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const ids = new Set(messages.map((message) => message.id));
  for (const [id, known] of drawn) {
    if (!ids.has(id)) { known.item.remove(); drawn.delete(id); }
  }
  let grew = false;
  for (const message of messages) {
    const shape = JSON.stringify(message);
    const known = drawn.get(message.id);
    if (known?.shape === shape) continue;
    const item = messageItem(message);
    if (known) {
      item.classList.add("changed");
      known.item.replaceWith(item);
    } else {
      list.append(item);
      grew = true;
    }
    drawn.set(message.id, { shape, item });
  }
  const last = messages.at(-1);
  if (last?.asks && last.id !== answered && last.id !== replyingTo?.id) reply(last);
  if (grew && atEnd) list.scrollTop = list.scrollHeight;
}

function messageItem(message) {
  const meta = element("span", { className: "meta" }, message.edited ? `edited ${message.time}` : message.time);
  const quote = message.reply ? [element("span", { className: "quote" }, message.reply)] : [];
  const words = formatted(message.text, message.entities, say);
  const file = message.document ? [element("b", {}, `📎 ${message.document} `)] : [];
  const bubble = element("div", { className: "bubble" }, ...quote, ...file, ...words, meta);
  const item = element("li", { className: `message${message.mine ? " mine" : ""}` }, bubble);
  if (message.rows.length) item.append(keyboard(message));
  return item;
}

function keyboard(message) {
  const rows = message.rows.map((row) => element("div", {}, ...row.map((button) => {
    if (button.url) return externalLink(button.url, button.text);
    const made = element("button", { type: "button" }, button.text);
    made.onclick = () => press(message, button, made);
    return made;
  })));
  return element("div", { className: "rows" }, ...rows);
}

async function press(message, button, made) {
  made.disabled = true;
  try {
    const answer = await post("press", { person, message: message.id, data: button.data });
    if (answer.text) (answer.alert ? announce : toast)(answer.text);
  } catch (error) {
    toast(error.message || "That button is gone.");
  } finally {
    made.disabled = false;
  }
}

function showMenu(commands) {
  const items = commands.map((command) => element(
    "button",
    { type: "button", role: "menuitem", onclick: () => { toggleMenu(false); say(`/${command.command}`); } },
    element("b", {}, `/${command.command}`),
    element("span", {}, command.description),
  ));
  if (!items.length) items.push(element("p", { className: "empty" }, "The bot has registered no commands yet."));
  const menu = $("#menu");
  const shape = JSON.stringify(commands);
  if (menu.dataset.shape === shape) return;
  menu.dataset.shape = shape;
  menu.replaceChildren(...items);
}

function toggleMenu(open) {
  $("#menu").hidden = !open;
  $("#commands").setAttribute("aria-expanded", String(open));
  if (open) $("#menu button")?.focus();
  else $("#text").focus();
}

function reply(message) {
  replyingTo = message;
  $("#reply").hidden = !message;
  $("#reply span").textContent = message?.text.split("\n")[0] ?? "";
  $("#text").placeholder = message?.placeholder || "Message";
  if (message) $("#text").focus();
}

async function say(text) {
  const reply_to = replyingTo?.id;
  answered = reply_to ?? answered;
  reply(null);
  const list = $("#messages");
  list.scrollTop = list.scrollHeight;
  try {
    await post("say", { person, text, reply_to });
  } catch (error) {
    toast(error.message);
  }
}

function toast(text) {
  const box = $("#toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(box.timer);
  box.timer = setTimeout(() => { box.hidden = true; }, 4000);
}

function announce(text) {
  $("#alert p").textContent = text;
  $("#alert").showModal();
}

function fitText() {
  const field = $("#text");
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

function wire() {
  $("#write").onsubmit = (event) => {
    event.preventDefault();
    const text = $("#text").value.trim();
    if (!text) return;
    $("#text").value = "";
    fitText();
    say(text);
  };
  $("#text").oninput = fitText;
  $("#text").onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      $("#write").requestSubmit();
    }
  };
  $("#commands").onclick = () => toggleMenu($("#menu").hidden);
  $("#menu").onkeydown = (event) => {
    const items = [...$("#menu").querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !$("#menu").hidden) toggleMenu(false);
    else if (event.key === "Escape" && replyingTo) { answered = replyingTo.id; reply(null); }
  });
  $("#reply button").onclick = () => { answered = replyingTo?.id ?? 0; reply(null); };
  $("#add").onsubmit = async (event) => {
    event.preventDefault();
    const made = await post("people", { name: $("#name").value, language: $("#language").value });
    $("#name").value = "";
    choose(made.id);
  };
}

const overview = await (await fetch("page/overview")).json();
$("#bot").textContent = `${overview.bot.name} · @${overview.bot.username}`;
wire();
openNewsroom(overview, post);
listen();
