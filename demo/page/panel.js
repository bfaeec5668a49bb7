// The newsroom's desk: pick a ready story or write one, publish it.

import { $, element, externalLink } from "./dom.js";

export function openNewsroom({ sites, drafts }, post) {
  const fields = { headline: $("#headline"), summary: $("#summary"), text: $("#story") };

  $("#site").replaceChildren(
    ...sites.map((site) => element("option", { value: site.name }, `${site.title} (${site.language})`)),
  );
  $("#draft").replaceChildren(
    ...drafts.map((draft, index) => element("option", { value: String(index) }, `${draft.language} · ${draft.headline}`)),
    element("option", { value: "" }, "— write my own —"),
  );

  function fill() {
    const draft = drafts[$("#draft").value] ?? { headline: "", summary: "", text: "" };
    for (const [name, field] of Object.entries(fields)) field.value = draft[name];
    const site = sites.find((one) => one.language === draft.language);
    if (site) $("#site").value = site.name;
  }

  $("#draft").onchange = fill;
  fill();

  $("#publish").onsubmit = async (event) => {
    event.preventDefault();
    const story = { site: $("#site").value };
    for (const [name, field] of Object.entries(fields)) story[name] = field.value;
    const said = $("#published");
    try {
      const { url } = await post("publish", story);
      said.replaceChildren("Published: ", externalLink(url, "look at the page"));
    } catch (error) {
      said.textContent = error.message || "That did not work.";
    }
  };
}
